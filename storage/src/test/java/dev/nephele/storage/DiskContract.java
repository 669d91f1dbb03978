package dev.nephele.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.Engine;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store in files promises beyond the contract. */
abstract class DiskContract extends StoreContract {
    @TempDir
    Path folder;

    abstract Engine engine(Path path);

    @Override
    Store create() {
        return new EmbeddedStore(engine(folder.resolve("store")));
    }

    @Test
    void keepsItsStateWhenOpenedAgain() {
        store.update(transaction -> {
            NUMBERS.put(transaction, "kept", 1L);
            NUMBERS.put(transaction, "deleted", 1L);
        });
        store.update(transaction -> NUMBERS.delete(transaction, "deleted"));
        Batch appended = new Batch();
        NUMBERS.put(appended, "appended", 2L);
        store.append(appended);
        store.close();
        store = create();
        try (StoreView view = store.view()) {
            assertThat(NUMBERS.scan().keys(view)).containsExactly("appended", "kept");
        }
    }

    @Test
    void checkpointIsTheStateOfItsMoment() {
        store.update(transaction -> NUMBERS.put(transaction, "before", 1L));
        Path copy = folder.resolve("copy");
        store.checkpoint(copy);
        store.update(transaction -> NUMBERS.put(transaction, "after", 1L));
        try (Store other = new EmbeddedStore(engine(copy))) {
            other.update(transaction -> NUMBERS.put(transaction, "elsewhere", 1L));
            try (StoreView view = other.view()) {
                assertThat(NUMBERS.scan().keys(view)).containsExactly("before", "elsewhere");
            }
        }
        try (StoreView view = store.view()) {
            assertThat(NUMBERS.scan().keys(view)).containsExactly("after", "before");
        }
    }
}
