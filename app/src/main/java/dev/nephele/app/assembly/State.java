package dev.nephele.app.assembly;

import dev.nephele.gateway.admin.Snapshots;
import dev.nephele.kernel.Ids;
import dev.nephele.storage.Store;
import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.directory.DataDirectory;
import dev.nephele.storage.directory.DirectoryLock;
import dev.nephele.storage.directory.Scratch;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.postgres.PostgresStore;
import dev.nephele.storage.time.CloudClock;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * The state of a cloud, opened where the options say.
 *
 * @param notices what opening it had to do that the owner must know
 * @param snapshots where the store is not in this process, or not on disk, they are not supported
 * @param release closes the store
 */
record State(Store store, CloudClock clock, Blobs blobs, Snapshots snapshots, List<String> notices, Runnable release) {
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
            case StartOptions.Store.Memory memory -> memory(lock.directory(), ids);
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
            return new State(store, clock, blobs, snapshots, data.notices(), undo.release());
        } finally {
            undo.close();
        }
    }

    /** Rows are in memory; payloads would fill it, so they are in a folder that goes with the cloud. */
    private static State memory(Path data, Ids ids) {
        Undo undo = new Undo();
        try {
            Scratch scratch = Scratch.open(data.resolve("scratch"));
            undo.later(scratch::close);
            Store store = new EmbeddedStore(MvEngine.inMemory());
            undo.later(store::close);
            CloudClock clock = new CloudClock(store, WALL);
            Blobs blobs = Blobs.inScratch(store, scratch.path(), ids, clock);
            return new State(store, clock, blobs, new NoSnapshots(), List.of(), undo.release());
        } finally {
            undo.close();
        }
    }

    private static State elsewhere(Store store, Ids ids) {
        Undo undo = new Undo();
        try {
            undo.later(store::close);
            CloudClock clock = new CloudClock(store, WALL);
            return new State(
                    store, clock, Blobs.inRows(store, ids, clock), new NoSnapshots(), List.of(), undo.release());
        } finally {
            undo.close();
        }
    }
}
