package dev.nephele.storage.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room that is kept for a start on a full disk: a file of {@value #SIZE} bytes that says nothing. A cloud needs some room
 * to start, and must start to delete what fills the disk; so the file is given back then, and taken again when there is
 * plenty.
 */
public final class Ballast {
    private static final Logger LOG = LoggerFactory.getLogger(Ballast.class);
    private static final long SIZE = 8 << 20;

    /** A start on a disk with less room than this is one on a full disk. */
    private static final long FULL = 4 << 20;

    /** The file is made only where so much more is free. */
    private static final long PLENTY = 2 * SIZE;

    private static final int CHUNK = 1 << 20;

    private final Path file;

    private Ballast(Path file) {
        this.file = file;
    }

    /** The one of a data directory. */
    public static Ballast of(Path directory) {
        return new Ballast(directory.resolve("ballast"));
    }

    /** Makes the file if there is plenty of room. To be called now and then. */
    public void keep() {
        try {
            if (isWhole() || free() < SIZE + PLENTY) {
                return;
            }
            Files.deleteIfExists(file);
            // Bytes that a file system cannot leave out.
            ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
            while (bytes.hasRemaining()) {
                bytes.putLong(bytes.position() * 0x9e3779b97f4a7c15L);
            }
            try (FileChannel out = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                for (long written = 0; written < SIZE; written += CHUNK) {
                    bytes.rewind();
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                }
            }
        } catch (IOException e) {
            LOG.debug("no room is kept for a start on a full disk", e);
        }
    }

    /**
     * Gives the room back if the disk is full.
     *
     * @return whether it did
     */
    public boolean giveBackIfFull() throws IOException {
        return free() < FULL && Files.deleteIfExists(file);
    }

    private boolean isWhole() throws IOException {
        return Files.exists(file) && Files.size(file) == SIZE;
    }

    private long free() throws IOException {
        return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
    }
}
