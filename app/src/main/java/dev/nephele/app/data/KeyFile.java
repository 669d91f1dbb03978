package dev.nephele.app.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file of one line that holds a key. One that is made here is its owner's alone, mode 600; whoever reads it finds all or
 * nothing, also after a crash.
 */
public final class KeyFile {
    /** What a file may have at most, in bytes; a larger one is no key. */
    private static final int LIMIT = 1_024;

    private final Path path;

    public KeyFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    public Path path() {
        return path;
    }

    /** The line without white space around it; empty if there is no file. */
    public Optional<String> read() throws IOException {
        try {
            String text =
                    Files.size(path) > LIMIT ? "" : new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
            return Optional.of(text.strip());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /**
     * Makes the file, durably.
     *
     * @throws FileAlreadyExistsException if there is one
     */
    public void create(String line) throws IOException {
        if (Files.exists(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Path part = path.resolveSibling(path.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (FileChannel channel = FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        sync();
    }

    /** Becomes another file of the same folder, in place of what that was, durably. */
    public void replace(KeyFile other) throws IOException {
        Files.move(path, other.path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync();
    }

    /** Removes the file if it is there, durably. */
    public void delete() throws IOException {
        if (Files.deleteIfExists(path)) {
            sync();
        }
    }

    private void sync() throws IOException {
        try (FileChannel folder = FileChannel.open(path.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
