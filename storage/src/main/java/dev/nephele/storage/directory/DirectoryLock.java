package dev.nephele.storage.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The right of this process to a data directory: the operating system's lock on {@code pid} in it, which holds the
 * process id in decimal while the lock is held. It ends with the process, however that ends.
 *
 * <p>A process loses such a lock when it closes <em>any</em> of its channels on the file (POSIX, {@code fcntl}). So a
 * directory that this process holds is known here, and its file is not opened again.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "pid";
    private static final Set<Path> HELD = new HashSet<>();

    private final Path directory;
    private final Path held;
    private final FileChannel channel;
    private final Optional<String> abandonedBy;

    private DirectoryLock(Path directory, Path held, FileChannel channel, String left) {
        this.directory = directory;
        this.held = held;
        this.channel = channel;
        this.abandonedBy = left.isEmpty() ? Optional.empty() : Optional.of(left);
    }

    /** Takes a directory that exists, until closed. Empty if somebody has it, also if that is this process. */
    @SuppressWarnings("resource") // the lock owns the channel
    public static Optional<DirectoryLock> claim(Path directory) throws IOException {
        synchronized (HELD) {
            Path real = directory.toRealPath();
            if (HELD.contains(real)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(
                    directory.resolve(FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            boolean locked = false;
            String left = "";
            try {
                locked = channel.tryLock() != null;
                if (locked) {
                    left = read(channel);
                    channel.truncate(0);
                    channel.write(
                            StandardCharsets.US_ASCII.encode(
                                    ProcessHandle.current().pid() + "\n"),
                            0);
                    HELD.add(real);
                }
            } finally {
                if (!HELD.contains(real)) {
                    channel.close();
                }
            }
            return locked ? Optional.of(new DirectoryLock(directory, real, channel, left)) : Optional.empty();
        }
    }

    /** The process that has a directory; empty if none has, also when a dead one left its number. */
    public static Optional<ProcessHandle> owner(Path directory) throws IOException {
        synchronized (HELD) {
            Path file = directory.resolve(FILE);
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (HELD.contains(directory.toRealPath())) {
                return Optional.of(ProcessHandle.current());
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                if (channel.tryLock() != null) {
                    return Optional.empty();
                }
                String number = read(channel);
                return number.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(number));
            } catch (NoSuchFileException gone) {
                return Optional.empty();
            }
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(32);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
    }

    /** The process that had the directory last, if it ended without giving it back: killed, or out of memory. */
    public Optional<String> abandonedBy() {
        return abandonedBy;
    }

    /** The directory as it was named when it was claimed. */
    public Path directory() {
        return directory;
    }

    /**
     * Gives the directory back. The file stays, empty: a process that had opened it before would otherwise lock a file
     * without a name.
     */
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (channel.isOpen()) {
                try (channel) {
                    channel.truncate(0);
                } finally {
                    HELD.remove(held);
                }
            }
        }
    }
}
