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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            assertThat(path.resolve("format")).hasContent("3");
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
        Files.writeString(folder.resolve("format"), "1\n");
        assertThatThrownBy(() -> DataDirectory.open(folder))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("format 1");
        Files.writeString(folder.resolve("format"), "3\n");
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

    private void begin(Path path) {
        try (DataDirectory data = DataDirectory.open(path);
                Store store = data.openStore(DataDirectory.Kind.ROCKSDB)) {
            store.update(transaction -> NOTES.put(transaction, "a", "kept"));
        }
    }

    private static Optional<String> note(Path path) {
        try (DataDirectory data = DataDirectory.open(path);
                Store store = data.openStore(DataDirectory.Kind.ROCKSDB);
                StoreView view = store.view()) {
            return NOTES.find(view, "a");
        }
    }

    /** A wrong pointer must neither begin an empty cloud nor cost the state it does not name. */
    @ParameterizedTest
    @ValueSource(strings = {"8\n", "", "1", "0 holds 00000000", "8 holds 4a2f1d00", "0 new 00000000", "-1", "0 0 0 0"})
    void refusesAPointerThatDoesNotExplainWhatLiesThere(String pointer) throws Exception {
        begin(folder);
        Path current = folder.resolve("store/current");
        String right = Files.readString(current);
        Files.writeString(current, pointer);
        assertThatThrownBy(() -> note(folder))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("says where the state is")
                .hasMessageContaining("nothing was changed");
        Files.writeString(current, right);
        assertThat(note(folder)).contains("kept");
    }

    @Test
    void everyBitOfThePointerCounts() throws Exception {
        begin(folder);
        Path current = folder.resolve("store/current");
        byte[] right = Files.readAllBytes(current);
        for (int bit = 0; bit < (right.length - 1) * 8; bit++) {
            byte[] wrong = right.clone();
            wrong[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(current, wrong);
            assertThatThrownBy(() -> note(folder)).as("bit %d", bit).isInstanceOf(DataDirectoryException.class);
        }
        Files.write(current, right);
        assertThat(note(folder)).contains("kept");
    }

    @Test
    void refusesStateThatIsGoneOrHasNoPointer() throws Exception {
        begin(folder);
        Path store = folder.resolve("store");
        Files.move(store.resolve("0"), folder.resolve("away"));
        assertThatThrownBy(() -> note(folder)).hasMessageContaining("names 0, where no state is");
        Files.move(folder.resolve("away"), store.resolve("0"));
        String right = Files.readString(store.resolve("current"));
        Files.delete(store.resolve("current"));
        assertThatThrownBy(() -> note(folder)).hasMessageContaining("is missing, and 0 lie");
        Files.writeString(store.resolve("current"), right);
        assertThat(note(folder)).contains("kept");
    }

    @Test
    void removesOnlyWhatItsPointerExplains() throws Exception {
        begin(folder);
        Path store = folder.resolve("store");
        Files.createDirectories(store.resolve("1"));
        Files.createDirectories(store.resolve("notes"));
        assertThat(note(folder)).contains("kept");
        assertThat(store.resolve("1")).doesNotExist();
        assertThat(store.resolve("notes")).exists();
        Files.createDirectories(store.resolve("2"));
        assertThatThrownBy(() -> note(folder)).hasMessageContaining("older than another, and 0, 2 lie");
        assertThat(store.resolve("2")).exists();
    }

    @Test
    void beginsAgainWhereACrashCutTheBeginning() throws Exception {
        Path store = folder.resolve("store");
        Files.createDirectories(store);
        StatePointer.write(store, 0, true);
        Files.createDirectories(store.resolve("0"));
        Files.writeString(store.resolve("0/MANIFEST-000001"), "half");
        assertThat(note(folder)).isEmpty();
        begin(folder);
        assertThat(note(folder)).contains("kept");
    }

    @Test
    void acceptsThePointerOfAnOlderProgramIfItIsPlain() throws Exception {
        begin(folder);
        Files.writeString(folder.resolve("store/current"), "0\n");
        assertThat(note(folder)).contains("kept");
    }
}
