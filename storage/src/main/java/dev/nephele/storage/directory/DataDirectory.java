package dev.nephele.storage.directory;

import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.Engine;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.engine.RocksEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The folder that holds a cloud, {@linkplain DirectoryLock locked} for this process while it is open. */
public final class DataDirectory implements AutoCloseable {
    static final int FORMAT = 1;

    private final DirectoryLock lock;
    private final boolean own;

    /** Which engine a new state is kept in; an existing one is opened with its own. */
    public enum Kind {
        ROCKSDB,
        MVSTORE
    }

    private DataDirectory(DirectoryLock lock, boolean own) {
        this.lock = lock;
        this.own = own;
    }

    /**
     * Locks the directory, made if absent and readable by its owner only.
     *
     * @throws DataDirectoryException if somebody serves it already, or a newer program wrote it
     */
    public static DataDirectory open(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Optional<DirectoryLock> lock = DirectoryLock.claim(path);
            if (lock.isEmpty()) {
                String owner = DirectoryLock.owner(path)
                        .map(process -> String.valueOf(process.pid()))
                        .orElse("unknown");
                throw new DataDirectoryException("the data directory " + path + " is in use by process " + owner);
            }
            return checked(new DataDirectory(lock.get(), true));
        } catch (IOException e) {
            throw new DataDirectoryException("the data directory " + path + " cannot be used: " + e, e);
        }
    }

    /**
     * A directory that is locked already; the lock stays the caller's.
     *
     * @throws DataDirectoryException if a newer program wrote it
     */
    public static DataDirectory of(DirectoryLock lock) {
        return checked(new DataDirectory(lock, false));
    }

    private static DataDirectory checked(DataDirectory data) {
        boolean usable = false;
        try {
            checkFormat(data.path());
            usable = true;
            return data;
        } catch (IOException e) {
            throw new DataDirectoryException("the data directory " + data.path() + " cannot be used: " + e, e);
        } finally {
            if (!usable) {
                data.close();
            }
        }
    }

    private static void checkFormat(Path path) throws IOException {
        Path file = path.resolve("format");
        if (!Files.exists(file)) {
            Replace.text(file, FORMAT + "\n");
            return;
        }
        String text = Files.readString(file).strip();
        if (!text.equals(String.valueOf(FORMAT))) {
            throw new DataDirectoryException("the data directory " + path + " has format " + text
                    + ", and this program reads format " + FORMAT + " only");
        }
    }

    public Path path() {
        return lock.directory();
    }

    /** Where large payloads are kept. */
    public Path blobs() {
        return path().resolve("blobs");
    }

    /** Opens the state, or begins one. The store is closed before the directory is. */
    public EmbeddedStore openStore(Kind kind) {
        Path home = path().resolve("store");
        try {
            Files.createDirectories(home);
            Path pointer = home.resolve("current");
            if (!Files.exists(pointer)) {
                Replace.text(pointer, "0\n");
            }
            String current = Files.readString(pointer).strip();
            try (var folders = Files.newDirectoryStream(home, Files::isDirectory)) {
                for (Path folder : folders) {
                    if (!folder.getFileName().toString().equals(current)) {
                        Copies.deleteTree(folder);
                    }
                }
            }
            Path folder = home.resolve(current);
            Files.createDirectories(folder);
            return new EmbeddedStore(openEngine(folder, kind));
        } catch (IOException e) {
            throw new DataDirectoryException("the store in " + path() + " cannot be opened: " + e, e);
        }
    }

    static Engine openEngine(Path folder, Kind kind) throws IOException {
        try (var files = Files.list(folder)) {
            Kind found = files.findAny().isEmpty()
                    ? kind
                    : Files.exists(folder.resolve("CURRENT")) ? Kind.ROCKSDB : Kind.MVSTORE;
            return switch (found) {
                case ROCKSDB -> RocksEngine.open(folder);
                case MVSTORE -> MvEngine.open(folder);
            };
        }
    }

    /** Unlocks the directory if opening it has locked it. */
    @Override
    public void close() {
        if (!own) {
            return;
        }
        try {
            lock.close();
        } catch (IOException e) {
            throw new DataDirectoryException("the lock of " + path() + " cannot be closed: " + e, e);
        }
    }
}
