package dev.nephele.storage.engine;

import dev.nephele.kernel.View;
import dev.nephele.storage.Batch;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An ordered map of bytes on disk or in memory. Writers come one at a time. Failures are
 * {@link dev.nephele.storage.StoreException}s.
 */
public interface Engine extends AutoCloseable {
    /** Applies a batch whole, or not at all; on disk when it returns if {@code synced}. */
    void write(Batch batch, boolean synced);

    /** Makes every earlier write durable. */
    void sync();

    /** The state as it is now, unchanging until closed. */
    Snapshot snapshot();

    /** Copies the present state into a directory that does not exist yet. Everything is synced, and no write runs meanwhile. */
    void checkpoint(Path target);

    /** Ends all work on files but reading, after a write that failed: they stay as they are until the engine is closed. */
    default void freeze() {}

    /** Releases the engine; all snapshots are closed before. */
    @Override
    void close();

    /** A consistent state. Safe for use by many threads. */
    interface Snapshot extends AutoCloseable {
        byte @Nullable [] get(byte[] key);

        /** Walks {@code [from, to)} in rising or falling order until the visitor answers false. */
        void scan(byte[] from, byte[] to, boolean reverse, View.Visitor visitor);

        @Override
        void close();
    }
}
