package dev.nephele.storage.blob;

import org.jspecify.annotations.Nullable;

/** A payload that has been read and stored but belongs to nobody until it is published. */
public final class Staged {
    private final BlobId id;
    private final long size;
    final byte @Nullable [] inline;

    Staged(BlobId id, long size, byte @Nullable [] inline) {
        this.id = id;
        this.size = size;
        this.inline = inline;
    }

    public BlobId id() {
        return id;
    }

    /** The number of bytes. */
    public long size() {
        return size;
    }
}
