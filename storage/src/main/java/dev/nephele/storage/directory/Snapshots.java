package dev.nephele.storage.directory;

import dev.nephele.storage.Batch;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.blob.FileCopies;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.Engine;
import dev.nephele.storage.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Named copies of a cloud in its own data directory. Immutable files are shared by hard links, so a copy of a small
 * cloud takes well under a second. One operation at a time, and no payload is freed meanwhile.
 */
public final class Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int COPY_BATCH = 1 << 20;

    private final DataDirectory data;
    private final EmbeddedStore store;
    private final Blobs blobs;
    private final Lock lock;

    public Snapshots(DataDirectory data, EmbeddedStore store, Blobs blobs) {
        this.data = data;
        this.store = store;
        this.blobs = blobs;
        this.lock = blobs.freeing();
    }

    /** Whether a word can be a snapshot's name: 1 to 64 letters, digits, dots, hyphens, underscores; a letter or digit first. */
    public static boolean isName(String word) {
        return NAME.matcher(word).matches();
    }

    /** The names of all snapshots, in order. */
    public List<String> list() {
        Path home = home();
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (var folders = Files.list(home)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(Snapshots::isName)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failed("list", e);
        }
    }

    public boolean exists(String name) {
        return Files.isDirectory(folder(name));
    }

    /** When a snapshot was made, in wall time; empty if there is none of that name. */
    public Optional<Instant> created(String name) {
        try {
            return Optional.of(
                    Files.getLastModifiedTime(folder(name).resolve("format")).toInstant());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("list", e);
        }
    }

    /**
     * Copies the present state under a name.
     *
     * @throws IllegalArgumentException if the name is taken, or not 1 to 64 letters, digits, dots, hyphens, underscores
     */
    public void create(String name) {
        Path folder = folder(name);
        lock.lock();
        try {
            if (Files.exists(folder)) {
                throw new IllegalArgumentException("there is a snapshot named " + name + " already");
            }
            Path part = home().resolve(".part");
            Copies.deleteTree(part);
            Files.createDirectories(part);
            try (StoreView copied = store.viewOfCheckpoint(part.resolve("store"))) {
                FileCopies.copy(copied, data.blobs(), part.resolve("blobs"));
            }
            Replace.text(part.resolve("format"), DataDirectory.FORMAT + "\n");
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            Replace.sync(home());
        } catch (IOException e) {
            throw failed("create", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Brings the state of a snapshot back, except for some tables, which stay as they are now. Who keeps state in
     * memory beside the store (the clock) reads it again afterwards.
     *
     * @param kept ids of partition-wide tables that are not brought back
     * @throws IllegalArgumentException if there is no such snapshot
     */
    public void restore(String name, List<Integer> kept) {
        Path folder = existing(name);
        lock.lock();
        data.exchange().lock();
        try {
            Path stores = data.states();
            long next = StatePointer.read(stores).number() + 1;
            Path target = stores.resolve(String.valueOf(next));
            Copies.deleteTree(target);
            Copies.tree(folder.resolve("store"), target, Snapshots::isSorted);
            copyPayloads(target, folder.resolve("blobs"), data.blobs());
            store.replace(present -> {
                try {
                    Engine engine = DataDirectory.openEngine(target, LOG::warn);
                    for (int table : kept) {
                        copyTable(table, present, engine);
                    }
                    engine.sync();
                    StatePointer.write(stores, next, false);
                    return engine;
                } catch (IOException e) {
                    throw failed("restore", e);
                }
            });
        } catch (IOException e) {
            throw failed("restore", e);
        } finally {
            data.exchange().unlock();
            lock.unlock();
        }
    }

    private void copyTables(List<Integer> tables, Path to) {
        try (Engine engine = DataDirectory.openEngine(to, LOG::warn);
                StoreView present = store.view()) {
            for (int table : tables) {
                copyTable(table, present, engine);
            }
            engine.sync();
        }
    }

    private static void copyTable(int table, StoreView from, Engine to) {
        byte[] prefix = {(byte) (table >>> 8 | 0x80), (byte) table};
        Batch[] batch = {new Batch().deleteRange(prefix, Table.end(prefix))};
        from.scan(prefix, Table.end(prefix), false, (key, value) -> {
            batch[0].put(key, value);
            if (batch[0].bytes() > COPY_BATCH) {
                to.write(batch[0], false);
                batch[0] = new Batch();
            }
            return true;
        });
        to.write(batch[0], false);
    }

    /** Removes a snapshot. Answers whether there was one. */
    public boolean delete(String name) {
        Path folder = folder(name);
        lock.lock();
        try {
            if (!Files.exists(folder)) {
                return false;
            }
            Path part = home().resolve(".deleted");
            Copies.deleteTree(part);
            Files.move(folder, part, StandardCopyOption.ATOMIC_MOVE);
            Copies.deleteTree(part);
            return true;
        } catch (IOException e) {
            throw failed("delete", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes a data directory for another cloud, from a snapshot or from the present state.
     *
     * @param kept ids of partition-wide tables of which the copy has what they are now
     * @throws IllegalArgumentException if the target is not empty, or there is no such snapshot
     */
    public void fork(Optional<String> name, Path target, List<Integer> kept) {
        lock.lock();
        try {
            if (Files.exists(target)) {
                try (var files = Files.list(target)) {
                    if (files.findAny().isPresent()) {
                        throw new IllegalArgumentException(target + " is not empty");
                    }
                }
            }
            Files.createDirectories(target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
            Path rows = target.resolve("store").resolve("0");
            Files.createDirectories(rows.resolveSibling("."));
            if (name.isPresent()) {
                Path folder = existing(name.get());
                Copies.tree(folder.resolve("store"), rows, Snapshots::isSorted);
                copyPayloads(rows, folder.resolve("blobs"), target.resolve("blobs"));
                copyTables(kept, rows);
            } else {
                try (StoreView copied = store.viewOfCheckpoint(rows)) {
                    FileCopies.copy(copied, data.blobs(), target.resolve("blobs"));
                }
            }
            StatePointer.write(target.resolve("store"), 0, false);
            Replace.text(target.resolve("format"), DataDirectory.FORMAT + "\n");
        } catch (IOException e) {
            throw failed("fork", e);
        } finally {
            lock.unlock();
        }
    }

    /** Copies the files that the rows of a copied store name. */
    private static void copyPayloads(Path rows, Path from, Path to) throws IOException {
        try (EmbeddedStore copy = new EmbeddedStore(DataDirectory.openEngine(rows, LOG::warn));
                StoreView view = copy.view()) {
            FileCopies.copy(view, from, to);
        }
    }

    /** RocksDB's sorted files never change once written; all others do. */
    static boolean isSorted(Path file) {
        return file.getFileName().toString().endsWith(".sst");
    }

    private Path home() {
        return data.path().resolve("snapshots");
    }

    private Path folder(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "a snapshot's name is 1 to 64 letters, digits, dots, hyphens and underscores: " + name);
        }
        return home().resolve(name);
    }

    private Path existing(String name) {
        Path folder = folder(name);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no snapshot named " + name);
        }
        return folder;
    }

    private static StoreException failed(String what, IOException cause) {
        return new StoreException("snapshot " + what + " failed: " + cause, cause);
    }
}
