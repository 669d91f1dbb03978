package dev.nephele.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.storage.directory.DirectoryLock;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path home;

    @Test
    void isForTheOwnerAlone() throws IOException {
        DataDirectory data = new DataDirectory(home.resolve("a/b"));
        data.create();
        data.writeToken("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.path().resolve("admin-token"))))
                .isEqualTo("rw-------");
        assertThat(data.token()).contains("secret");
    }

    @Test
    void takesAnExistingDirectoryFromTheOthers() throws IOException {
        for (String name : new String[] {"empty", "ours"}) {
            Path path = Files.createDirectory(home.resolve(name));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            if (name.equals("ours")) {
                Files.writeString(path.resolve("format"), "2");
                Files.writeString(path.resolve("other"), "");
            }
            new DataDirectory(path).create();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void leavesAnOpenDirectoryOfOtherFilesAlone() throws IOException {
        Path path = Files.createDirectory(home.resolve("theirs"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(path.resolve("thesis.tex"), "");
        assertThatThrownBy(() -> new DataDirectory(path).create()).isInstanceOf(IOException.class);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void tellsOfAProcessThatEndedWithoutGivingItBack() throws IOException {
        DataDirectory data = new DataDirectory(home.resolve("data"));
        data.create();
        data.claim().orElseThrow().close();
        try (DirectoryLock orderly = data.claim().orElseThrow()) {
            assertThat(orderly.abandonedBy()).isEmpty();
        }
        Files.writeString(data.path().resolve("pid"), "999999999\n");
        try (DirectoryLock after = data.claim().orElseThrow()) {
            assertThat(after.abandonedBy()).contains("999999999");
        }
    }

    @Test
    void writesProcessIdWhileClaimed() throws IOException {
        DataDirectory data = new DataDirectory(home.resolve("data"));
        data.create();
        try (DirectoryLock claim = data.claim().orElseThrow()) {
            assertThat(claim).isNotNull();
            assertThat(Files.readString(data.path().resolve("pid")).strip())
                    .isEqualTo(Long.toString(ProcessHandle.current().pid()));
        }
        assertThat(Files.readString(data.path().resolve("pid"))).isEmpty();
    }

    @Test
    void takesOverWhatADeadProcessLeft() throws IOException {
        DataDirectory data = new DataDirectory(home.resolve("data"));
        data.create();
        Files.writeString(data.path().resolve("pid"), "999999999\n");
        assertThat(data.owner()).isEmpty();
        try (DirectoryLock claim = data.claim().orElseThrow()) {
            assertThat(claim).isNotNull();
        }
    }

    @Test
    void hasNoOwnerBeforeItExists() throws IOException {
        assertThat(new DataDirectory(home.resolve("nowhere")).owner()).isEmpty();
    }

    @Test
    void namesTheProcessThatHoldsIt() throws IOException, InterruptedException {
        DataDirectory data = new DataDirectory(home.resolve("data"));
        data.create();
        try (Neighbour neighbour = Neighbour.claiming(data.path())) {
            assertThat(data.claim()).isEmpty();
            assertThat(data.owner().map(ProcessHandle::pid)).contains(neighbour.pid());
        }
        assertThat(data.owner()).isEmpty();
    }

    @Test
    void indexForgetsCloudWhoseProcessEnded() throws IOException, InterruptedException {
        CloudIndex index = CloudIndex.in(home.resolve("index"));
        DataDirectory data = new DataDirectory(home.resolve("data"));
        data.create();
        Path entry = home.resolve("index").resolve("4599");
        try (Neighbour neighbour = Neighbour.claiming(data.path())) {
            data.writeEndpoint(URI.create("http://127.0.0.1:4599"));
            index.enter(4599, data);
            assertThat(index.atPort(4599).orElseThrow().process().pid()).isEqualTo(neighbour.pid());
            assertThat(index.all()).hasSize(1);
            // The directory's word counts more than the index's.
            data.writeEndpoint(URI.create("http://127.0.0.1:4598"));
            assertThat(index.atPort(4599)).isEmpty();
            index.enter(4598, data);
            assertThat(index.atPort(4598)).isPresent();
        }
        assertThat(index.all()).isEmpty();
        assertThat(entry).doesNotExist();
    }

    @Test
    void saysWhetherItsCloudListensYet() throws IOException, InterruptedException {
        DataDirectory data = new DataDirectory(home.resolve("data"));
        data.create();
        data.writeEndpoint(URI.create("http://127.0.0.1:4599"));
        assertThat(data.running()).as("left by a cloud that was killed").isEmpty();
        try (Neighbour neighbour = Neighbour.claiming(data.path())) {
            assertThat(data.running().orElseThrow().text())
                    .isEqualTo("http://127.0.0.1:4599 (process " + neighbour.pid() + ", data " + data.path() + ")");
            data.removeEndpoint();
            assertThat(data.running().orElseThrow().listensOn(4599)).isFalse();
        }
    }

    @Test
    void logStartsAnewWhenItIsFull() throws IOException {
        Path log = home.resolve("log");
        try (FileChannel sparse =
                FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            sparse.position((16 << 20) - 3);
            sparse.write(StandardCharsets.US_ASCII.encode("abc"));
        }
        try (LogFile file = new LogFile(log)) {
            file.write("next\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(Files.readString(log)).isEqualTo("next\n");
        assertThat(Files.size(home.resolve("log.1"))).isEqualTo(16 << 20);
    }

    @Test
    void logKeepsItsBoundWhenItCannotBeSetAside() throws IOException {
        Path log = home.resolve("log");
        Files.createDirectories(home.resolve("log.1").resolve("in the way"));
        byte[] most = new byte[16 << 20];
        try (LogFile file = new LogFile(log)) {
            file.write(most);
            assertThatThrownBy(() -> file.write('a')).isInstanceOf(IOException.class);
            file.write('b');
        }
        assertThat(Files.readString(log)).isEqualTo("b");
    }
}
