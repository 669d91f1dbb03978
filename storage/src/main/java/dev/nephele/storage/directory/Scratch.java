package dev.nephele.storage.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder for what a cloud in memory does not keep in memory. It begins empty, whatever a killed process left, and is
 * removed when closed. Whoever opens it has the directory around it to itself.
 */
public final class Scratch implements AutoCloseable {
    private final Path path;

    private Scratch(Path path) {
        this.path = path;
    }

    /** @throws DataDirectoryException if the folder cannot be emptied or made */
    public static Scratch open(Path path) {
        try {
            Copies.deleteTree(path);
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new Scratch(path);
        } catch (IOException e) {
            throw new DataDirectoryException("the folder " + path + " cannot be made: " + e, e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Copies.deleteTree(path);
        } catch (IOException e) {
            throw new DataDirectoryException("the folder " + path + " cannot be removed: " + e, e);
        }
    }
}
