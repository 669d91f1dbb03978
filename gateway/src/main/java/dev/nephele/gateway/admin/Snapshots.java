package dev.nephele.gateway.admin;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Copies of the whole cloud by name. Assembly joins it to the storage room's checkpoints. */
public interface Snapshots {
    /** All snapshots by name. */
    List<Snapshot> list();

    /** Makes a snapshot of the running cloud. */
    Answer create(String name);

    /** Puts the cloud back to a snapshot, its clock too; decisions, events and the admin token stay. */
    Answer restore(String name);

    Answer delete(String name);

    /** Copies the cloud, or its snapshot, to a new data directory. */
    Answer fork(Optional<String> from, Path to);

    /**
     * A snapshot.
     *
     * @param created when it was made, if known
     */
    record Snapshot(String name, Optional<Instant> created) {}

    /** How it went. */
    enum Answer {
        DONE,
        /** No snapshot of that name. */
        ABSENT,
        /** A snapshot of that name, or the target directory, is there already. */
        EXISTS,
        /** The store is not in this process, so it cannot be copied. */
        UNSUPPORTED
    }
}
