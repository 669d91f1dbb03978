package dev.nephele.storage.directory;

import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.Engine;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.engine.RocksEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that holds a cloud, {@linkplain DirectoryLock locked} for this process while it is open. */
public final class DataDirectory implements AutoCloseable {
    static final int FORMAT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    private final DirectoryLock lock;
    private final boolean own;
    private final ReentrantLock exchange = new ReentrantLock();
    private final List<String> notices = new ArrayList<>();

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
        Path home = states();
        try {
            Files.createDirectories(home);
            StatePointer pointer = StatePointer.read(home);
            pointer.removeOthers();
            if (!pointer.isNew()) {
                return store(openEngine(pointer.folder(), this::say));
            }
            Engine engine = switch (kind) {
                case ROCKSDB -> RocksEngine.open(pointer.folder());
                case MVSTORE -> MvEngine.open(pointer.folder());
            };
            StatePointer.write(home, pointer.number(), false);
            return store(engine);
        } catch (IOException e) {
            throw new DataDirectoryException("the store in " + path() + " cannot be opened: " + e, e);
        }
    }

    private EmbeddedStore store(Engine engine) {
        return new EmbeddedStore(engine, Optional.of(new Reopening(this, LOG::warn)));
    }

    /** Where the pointer and the folders of states are. */
    Path states() {
        return path().resolve("store");
    }

    /** Held by whoever makes another state than the present one. */
    ReentrantLock exchange() {
        return exchange;
    }

    private void say(String sentence) {
        LOG.warn(sentence);
        notices.add(sentence);
    }

    /** What opening the store had to do that its owner must know, in sentences. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** Whether a folder has the files of an engine. */
    static boolean isState(Path folder) {
        return RocksEngine.isIn(folder) || MvEngine.isIn(folder);
    }

    /** Opens the state in a folder with the engine that wrote it. */
    static Engine openEngine(Path folder, Consumer<String> said) {
        return RocksEngine.isIn(folder) ? RocksEngine.open(folder, said) : MvEngine.open(folder);
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
