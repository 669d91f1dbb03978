package dev.nephele.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RocksLibraryTest {
    /** The jar's own way unpacks it at every start, and leaves the file behind when the process is killed. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void loadsWhatWasUnpackedOnce() throws IOException {
        RocksLibrary.load();
        assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
                .filteredOn(line -> line.contains("librocksdbjni"))
                .isNotEmpty()
                .allMatch(line -> line.contains("/nephele/rocksdb-"));
    }
}
