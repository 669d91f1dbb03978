package dev.nephele.storage;

import dev.nephele.storage.engine.Engine;
import dev.nephele.storage.engine.MvEngine;
import java.nio.file.Path;

/** The contract over MVStore in a file. */
class MvDiskStoreTest extends DiskContract {
    @Override
    Engine engine(Path path) {
        return MvEngine.open(path);
    }
}
