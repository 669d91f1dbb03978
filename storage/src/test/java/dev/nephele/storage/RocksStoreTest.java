package dev.nephele.storage;

import dev.nephele.storage.engine.Engine;
import dev.nephele.storage.engine.RocksEngine;
import java.nio.file.Path;

/** The contract over RocksDB. */
class RocksStoreTest extends DiskContract {
    @Override
    Engine engine(Path path) {
        return RocksEngine.open(path);
    }
}
