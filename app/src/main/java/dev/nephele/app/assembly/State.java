package dev.nephele.app.assembly;

import dev.nephele.gateway.admin.Snapshots;
import dev.nephele.kernel.Ids;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.blob.FileCopies;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.directory.DataDirectory;
import dev.nephele.storage.directory.DirectoryLock;
import dev.nephele.storage.directory.Scratch;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.postgres.PostgresStore;
import dev.nephele.storage.time.CloudClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;

/**
 * The state of a cloud, opened where the options say.
 *
 * @param notices what opening it had to do that the owner must know
 * @param snapshots where the store is not in this process, or not on disk, they are not supported
 * @param scratch where the payloads of a cloud in memory are
 * @param release closes the store
 */
record State(
        Store store,
        CloudClock clock,
        Blobs blobs,
        Snapshots snapshots,
        List<String> notices,
        Optional<Path> scratch,
        Runnable release) {
    /** The machine's time; the only place where it is read. */
    private static final InstantSource WALL = InstantSource.system();

    /**
     * Opens the state, or begins one.
     *
     * @throws dev.nephele.storage.StoreException if it cannot be opened
     */
    static State open(StartOptions.Store where, DirectoryLock lock, Ids ids) {
        return switch (where) {
            case StartOptions.Store.Embedded embedded -> embedded(lock, ids);
            case StartOptions.Store.Memory memory ->
                memory(lock.directory(), ids, scratch -> new EmbeddedStore(MvEngine.inMemory()));
            case StartOptions.Store.Copy copy ->
                memory(lock.directory(), ids, copy.of().state()::copyInto);
            case StartOptions.Store.Postgresql postgresql -> elsewhere(PostgresStore.open(postgresql.url()), ids);
        };
    }

    private static State embedded(DirectoryLock lock, Ids ids) {
        Undo undo = new Undo();
        try {
            DataDirectory data = DataDirectory.of(lock);
            EmbeddedStore store = data.openStore(DataDirectory.Kind.ROCKSDB);
            undo.later(store::close);
            CloudClock clock = new CloudClock(store, WALL);
            Blobs blobs = Blobs.inFiles(store, data.blobs(), ids, clock);
            Snapshots snapshots = new StoredSnapshots(
                    new dev.nephele.storage.directory.Snapshots(data, store, blobs), clock, new RootKeys(data.path()));
            return new State(store, clock, blobs, snapshots, data.notices(), Optional.empty(), undo.release());
        } finally {
            undo.close();
        }
    }

    /**
     * Rows are in memory; payloads would fill it, so they are in a folder that goes with the cloud.
     *
     * @param rows makes the store, and puts into the folder what its rows name
     */
    private static State memory(Path data, Ids ids, Function<Path, Store> rows) {
        Undo undo = new Undo();
        try {
            Scratch scratch = Scratch.open(data.resolve("scratch"));
            undo.later(scratch::close);
            Store store = rows.apply(scratch.path());
            undo.later(store::close);
            CloudClock clock = new CloudClock(store, WALL);
            Blobs blobs = Blobs.inScratch(store, scratch.path(), ids, clock);
            return new State(
                    store, clock, blobs, new NoSnapshots(), List.of(), Optional.of(scratch.path()), undo.release());
        } finally {
            undo.close();
        }
    }

    /** A store with this state as it is now. Nothing is freed meanwhile, so that every row finds its payload. */
    private Store copyInto(Path folder) {
        Path payloads = scratch.orElseThrow(() -> new StoreException("only a cloud in memory is copied in memory"));
        clock.remember();
        Lock freeing = blobs.freeing();
        freeing.lock();
        try (StoreView present = store.view()) {
            FileCopies.copy(present, payloads, folder);
            return EmbeddedStore.inMemory(present);
        } catch (IOException e) {
            throw new StoreException("the payloads cannot be copied: " + e, e);
        } finally {
            freeing.unlock();
        }
    }

    private static State elsewhere(Store store, Ids ids) {
        Undo undo = new Undo();
        try {
            undo.later(store::close);
            CloudClock clock = new CloudClock(store, WALL);
            return new State(
                    store,
                    clock,
                    Blobs.inRows(store, ids, clock),
                    new NoSnapshots(),
                    List.of(),
                    Optional.empty(),
                    undo.release());
        } finally {
            undo.close();
        }
    }
}
