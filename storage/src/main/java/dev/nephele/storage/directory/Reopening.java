package dev.nephele.storage.directory;

import dev.nephele.storage.StoreException;
import dev.nephele.storage.commit.Recovery;
import dev.nephele.storage.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the state again beside an engine whose disk refused a write: as after a crash, from a copy of its files in the
 * next folder. Every copied byte is written and synced anew, and sorted files, which RocksDB has synced before it named
 * them, are hard links. The copy is made only where it leaves {@value #RESERVE} bytes free.
 */
final class Reopening implements Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Reopening.class);
    private static final long RESERVE = 2 << 20;

    private final DataDirectory data;
    private final Consumer<String> said;
    private final Map<Engine, Path> folders = new IdentityHashMap<>();

    Reopening(DataDirectory data, Consumer<String> said) {
        this.data = data;
        this.said = said;
    }

    @Override
    public synchronized Engine reopen(Engine broken) {
        if (!data.exchange().tryLock()) {
            throw new StoreException("the state is being exchanged");
        }
        try {
            broken.freeze();
            Path home = data.states();
            StatePointer pointer = StatePointer.read(home);
            requireSpace(pointer.folder());
            folders.put(broken, pointer.folder());
            return copied(home, pointer);
        } catch (IOException e) {
            throw new StoreException("the state cannot be opened again: " + e, e);
        } finally {
            data.exchange().unlock();
        }
    }

    private Engine copied(Path home, StatePointer pointer) throws IOException {
        long next = pointer.number() + 1;
        Path to = home.resolve(String.valueOf(next));
        Engine engine = null;
        boolean done = false;
        try {
            Copies.deleteTree(to);
            Copies.tree(pointer.folder(), to, Snapshots::isSorted);
            try (Stream<Path> files = Files.list(to)) {
                for (Path file : files.toList()) {
                    Replace.sync(file);
                }
            }
            Replace.sync(to);
            engine = DataDirectory.openEngine(to, said);
            StatePointer.write(home, next, false);
            done = true;
            return engine;
        } finally {
            if (!done) {
                if (engine != null) {
                    engine.close();
                }
                Copies.deleteTree(to);
            }
        }
    }

    private static void requireSpace(Path folder) throws IOException {
        long needed = RESERVE;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                needed += Snapshots.isSorted(file) ? 0 : Files.size(file);
            }
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw new StoreException(
                    "no space left on the disk: " + needed + " bytes are needed, " + free + " are free");
        }
    }

    @Override
    public synchronized void abandon(Engine broken) {
        Path folder = folders.remove(broken);
        try {
            broken.close();
        } catch (StoreException e) {
            LOG.debug("a broken engine did not close well", e);
        }
        try {
            if (folder != null) {
                Copies.deleteTree(folder);
            }
        } catch (IOException e) {
            LOG.warn("an old state is removed at the next start: {}", e.toString());
        }
    }
}
