package dev.nephele.storage.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    private static final Rows<String, String> NOTES = Table.partition(0x7f01, KeyCodec.text(), RowCodec.text());

    @TempDir
    Path folder;

    @Test
    void isMadeForItsOwnerOnlyAndSaysItsFormat() throws Exception {
        Path path = folder.resolve("a/b");
        try (DataDirectory data = DataDirectory.open(path)) {
            assertThat(data.path()).isEqualTo(path);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
            assertThat(path.resolve("format")).hasContent("1");
            assertThat(path.resolve("lock"))
                    .hasContent(String.valueOf(ProcessHandle.current().pid()));
        }
    }

    @Test
    void secondOpeningSaysWhoHasIt() {
        try (DataDirectory data = DataDirectory.open(folder)) {
            assertThat(data.path()).isEqualTo(folder);
            assertThatThrownBy(() -> DataDirectory.open(folder))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        }
        DataDirectory.open(folder).close();
    }

    @Test
    void takesOverTheLockOfADeadProcess() throws Exception {
        Files.writeString(folder.resolve("lock"), "4194305\n");
        DataDirectory.open(folder).close();
    }

    @Test
    void refusesAnotherFormat() throws Exception {
        Files.writeString(folder.resolve("format"), "2\n");
        assertThatThrownBy(() -> DataDirectory.open(folder))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("format 2");
        Files.writeString(folder.resolve("format"), "1\n");
        DataDirectory.open(folder).close();
    }

    @Test
    void opensAnExistingStateWithItsOwnEngine() {
        for (DataDirectory.Kind other : DataDirectory.Kind.values()) {
            Path path = folder.resolve(other.name());
            try (DataDirectory data = DataDirectory.open(path);
                    Store store = data.openStore(other)) {
                store.update(transaction -> NOTES.put(transaction, "a", other.name()));
            }
            for (DataDirectory.Kind kind : DataDirectory.Kind.values()) {
                try (DataDirectory data = DataDirectory.open(path);
                        Store store = data.openStore(kind);
                        StoreView view = store.view()) {
                    assertThat(NOTES.find(view, "a")).contains(other.name());
                }
            }
        }
    }
}
