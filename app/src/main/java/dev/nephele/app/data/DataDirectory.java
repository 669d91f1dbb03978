package dev.nephele.app.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one cloud, mode 700.
 *
 * <pre>
 * pid          process id of the serving process, in decimal; locked by it while it lives
 * admin-token  the administrator's bearer token, mode 600
 * log          what the cloud has to say when it runs detached
 * </pre>
 *
 * The rooms add their own: the store, the blobs, snapshots, the local certificate authority.
 */
public final class DataDirectory {
    private final Path path;

    public DataDirectory(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }

    /** Where a detached cloud writes its log. */
    public Path log() {
        return path.resolve("log");
    }

    /** Makes the directory with its parents, for the owner alone. An existing directory keeps its mode. */
    public void create() throws IOException {
        if (!Files.isDirectory(path)) {
            Path parent = path.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /**
     * Takes the directory for this process, until the claim is closed or the process ends. Empty if another process has
     * it.
     */
    @SuppressWarnings("resource") // the claim owns the channel
    public Optional<Claim> claim() throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve("pid"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return Optional.of(new Claim(channel));
    }

    /** The process that has the directory; empty if none has, also when a dead one left its number. */
    public Optional<ProcessHandle> owner() throws IOException {
        try (FileChannel channel =
                FileChannel.open(path.resolve("pid"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock probe = channel.tryLock();
            if (probe != null) {
                probe.release();
                return Optional.empty();
            }
            ByteBuffer text = ByteBuffer.allocate(32);
            channel.read(text, 0);
            String number = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
            return number.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(number));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** Stores the administrator's token, readable by the owner only. */
    public void writeToken(String token) throws IOException {
        Path temporary = path.resolve("admin-token.new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, token + "\n", StandardCharsets.US_ASCII);
        Files.move(
                temporary,
                path.resolve("admin-token"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** The administrator's token; empty if no cloud has run here. */
    public Optional<String> token() throws IOException {
        try {
            return Optional.of(Files.readString(path.resolve("admin-token"), StandardCharsets.US_ASCII)
                    .strip());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** The right of this process to the directory. */
    public static final class Claim implements AutoCloseable {
        private @Nullable FileChannel channel;

        private Claim(FileChannel channel) {
            this.channel = channel;
        }

        /**
         * Gives the directory back. The file stays, empty: a process that had opened it before would otherwise lock a
         * file without a name.
         */
        @Override
        public synchronized void close() throws IOException {
            FileChannel open = channel;
            if (open != null) {
                channel = null;
                open.truncate(0);
                open.close();
            }
        }
    }
}
