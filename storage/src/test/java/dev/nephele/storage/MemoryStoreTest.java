package dev.nephele.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract over MVStore in memory. */
class MemoryStoreTest extends StoreContract {
    private static final Rows<String, String> NOTES = Table.partition(0x0001, KeyCodec.text(), RowCodec.text());
    private static final Rows<String, String> EVENTS = Table.partition(0x7fff, KeyCodec.text(), RowCodec.text());

    @Override
    Store create() {
        return new EmbeddedStore(MvEngine.inMemory());
    }

    /** From then on the two go their own ways. */
    @Test
    void beginsWithTheRowsOfAnother() {
        store.update(transaction -> {
            NOTES.put(transaction, "shared", "1");
            EVENTS.put(transaction, "shared", "2");
        });
        try (StoreView state = store.view();
                Store copy = EmbeddedStore.inMemory(state)) {
            store.update(transaction -> NOTES.put(transaction, "late", "3"));
            copy.update(transaction -> EVENTS.delete(transaction, "shared"));
            assertThat(rows(copy, NOTES)).containsExactly("shared=1");
            assertThat(rows(copy, EVENTS)).isEmpty();
            assertThat(rows(store, NOTES)).containsExactly("late=3", "shared=1");
            assertThat(rows(store, EVENTS)).containsExactly("shared=2");
        }
    }

    private static List<String> rows(Store store, Rows<String, String> table) {
        List<String> rows = new ArrayList<>();
        try (StoreView view = store.view()) {
            table.scan().each(view, (key, value) -> rows.add(key + '=' + value));
        }
        return rows;
    }

    @Test
    void hasNoCheckpoints() {
        assertThatThrownBy(() -> store.checkpoint(Path.of("nowhere")))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
