package dev.nephele.storage.blob;

import dev.nephele.model.Body;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.function.Predicate;

/** Where large payloads are. */
interface Space {
    /** A stream to a new payload, which is durable when the stream has been closed. */
    OutputStream create(BlobId id) throws IOException;

    /** A part of a payload that was created and closed. */
    Body open(BlobId id, long offset, long length);

    /** Removes the bytes of a payload; absent ones are ignored. */
    void delete(BlobId id) throws IOException;

    /** Removes payloads that were last written before a wall time and that nobody owns. */
    void sweep(Instant before, Predicate<BlobId> owned) throws IOException;
}
