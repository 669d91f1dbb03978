package dev.nephele.storage.blob;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A payload that has been read and stored but belongs to nobody until it is published. Close it when that is done or given
 * up: if it was not published its bytes are freed, at once where the outcome is known.
 */
public final class Staged implements AutoCloseable {
    /** What has become of a staged payload, as far as this process can know. */
    enum Fate {
        UNPUBLISHED,
        PUBLISHED,
        /** The commit that publishes it failed, and may yet have taken place. */
        UNKNOWN
    }

    private final BlobId id;
    private final long size;
    private final Consumer<Staged> end;
    private boolean closed;
    final byte @Nullable [] inline;
    volatile Fate fate = Fate.UNPUBLISHED;

    Staged(BlobId id, long size, byte @Nullable [] inline, Consumer<Staged> end) {
        this.id = id;
        this.size = size;
        this.inline = inline;
        this.end = end;
    }

    public BlobId id() {
        return id;
    }

    /** The number of bytes. */
    public long size() {
        return size;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            end.accept(this);
        }
    }
}
