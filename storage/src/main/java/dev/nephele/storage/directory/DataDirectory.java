package dev.nephele.storage.directory;

import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.Engine;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.engine.RocksEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds a cloud, locked for this process until closed. The operating system holds the lock, so one left
 * by a process that died is free.
 */
public final class DataDirectory implements AutoCloseable {
    static final int FORMAT = 1;

    private final Path path;
    private final FileChannel lock;

    /** Which engine a new state is kept in; an existing one is opened with its own. */
    public enum Kind {
        ROCKSDB,
        MVSTORE
    }

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Locks the directory, made if absent and readable by its owner only.
     *
     * @throws DataDirectoryException if another process serves it, or a newer program wrote it
     */
    public static DataDirectory open(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            FileChannel lock = lock(path);
            try {
                checkFormat(path);
            } catch (DataDirectoryException e) {
                lock.close();
                throw e;
            }
            return new DataDirectory(path, lock);
        } catch (IOException e) {
            throw new DataDirectoryException("the data directory " + path + " cannot be used: " + e, e);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            channel.close();
            String pid = Files.readString(file).strip();
            throw new DataDirectoryException(
                    "the data directory " + path + " is in use by process " + (pid.isEmpty() ? "unknown" : pid));
        }
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return channel;
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
        return path;
    }

    /** Where large payloads are kept. */
    public Path blobs() {
        return path.resolve("blobs");
    }

    /** Opens the state, or begins one. The store is closed before the directory is. */
    public EmbeddedStore openStore(Kind kind) {
        Path home = path.resolve("store");
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
            throw new DataDirectoryException("the store in " + path + " cannot be opened: " + e, e);
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

    /** Unlocks the directory. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new DataDirectoryException("the lock of " + path + " cannot be closed: " + e, e);
        }
    }
}
