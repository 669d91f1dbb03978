package dev.nephele.storage.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.nio.charset.StandardCharsets;
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
            assertThat(path.resolve("pid"))
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

    /** A process loses the lock when it closes any channel on the file, so asking and failing must not open one. */
    @Test
    void anotherProcessIsRefusedAfterThisOneWasAskedOrRefused() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder)) {
            assertThatThrownBy(() -> DataDirectory.open(data.path().resolve("../" + folder.getFileName())))
                    .isInstanceOf(DataDirectoryException.class);
            assertThat(DirectoryLock.owner(folder)).contains(ProcessHandle.current());
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Claims.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("in use by " + ProcessHandle.current().pid());
        }
    }

    /** Another process that wants the directory. */
    static final class Claims {
        private Claims() {}

        public static void main(String[] arguments) throws Exception {
            Path path = Path.of(arguments[0]);
            System.out.print(
                    DirectoryLock.claim(path).isPresent()
                            ? "claimed"
                            : "in use by "
                                    + DirectoryLock.owner(path).orElseThrow().pid());
        }
    }

    @Test
    void takesOverTheLockOfADeadProcess() throws Exception {
        Files.writeString(folder.resolve("pid"), "4194305\n");
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
