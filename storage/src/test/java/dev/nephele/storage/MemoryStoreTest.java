package dev.nephele.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The contract over MVStore in memory. */
class MemoryStoreTest extends StoreContract {
    @Override
    Store create() {
        return new EmbeddedStore(MvEngine.inMemory());
    }

    @Test
    void hasNoCheckpoints() {
        assertThatThrownBy(() -> store.checkpoint(Path.of("nowhere")))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
