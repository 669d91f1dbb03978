package dev.nephele.storage.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.StoreView;
import dev.nephele.storage.blob.BlobId;
import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.blob.Staged;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.testkit.kernel.ManualClock;
import dev.nephele.testkit.kernel.SeededIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @TempDir
    Path folder;

    @Test
    void beginsEmptyAndEndsWithItsCloud() throws Exception {
        Path path = folder.resolve("scratch");
        Files.createDirectories(path.resolve("aa"));
        Files.writeString(path.resolve("aa/left"), "by a killed process");
        try (Scratch scratch = Scratch.open(path);
                EmbeddedStore store = new EmbeddedStore(MvEngine.inMemory())) {
            assertThat(path).isEmptyDirectory();
            Blobs blobs = Blobs.inScratch(store, scratch.path(), new SeededIds(1), new ManualClock());
            BlobId id;
            try (Staged staged = blobs.stage(new byte[5 << 20])) {
                id = blobs.publish(Optional.empty(), staged, transaction -> staged.id());
            }
            try (StoreView view = store.view()) {
                assertThat(blobs.open(view, id).open().readAllBytes()).hasSize(5 << 20);
            }
            assertThat(files(path)).isEqualTo(1);
            blobs.stage(new byte[5_000]);
            assertThat(files(path)).isEqualTo(2);
        }
        assertThat(path).doesNotExist();
    }

    private static long files(Path folder) throws Exception {
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).count();
        }
    }
}
