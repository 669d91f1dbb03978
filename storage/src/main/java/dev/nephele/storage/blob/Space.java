package dev.nephele.storage.blob;

import dev.nephele.storage.StoreException;
import dev.nephele.storage.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where large payloads are, in chunks of {@value #CHUNK} bytes of which the last may be shorter. Whatever fails is a
 * {@link StoreException}, so that it is never taken for the failure of a client's stream.
 */
interface Space {
    int CHUNK = 128 << 10;

    /** How long the bytes of a deleted payload wait for readers that are about to begin. */
    Duration stay();

    /** Begins a new payload. */
    Writer create(BlobId id);

    /** Opens a finished payload of a known size. Once open it can be read to its end, whoever deletes it. */
    Reader open(BlobId id, long size);

    /**
     * Takes part in the transaction that makes a payload part of the state.
     *
     * @throws StoreException if the payload was discarded meanwhile
     */
    void publish(Transaction transaction, BlobId id);

    /** Removes the bytes of a payload that nobody published; absent ones are ignored. */
    void discard(BlobId id);

    /** Removes the bytes of a payload that was published and deleted; absent ones are ignored. */
    void delete(BlobId id);

    /** Names, in pieces, payloads that may belong to nobody. Does little unless there is reason to look. */
    void suspects(Instant wall, Consumer<List<BlobId>> each);

    /** Gives reason to look at everything from a wall time on: the state was exchanged. */
    void suspectAllFrom(Instant wall);

    /** Takes the chunks of one payload in order. */
    interface Writer extends AutoCloseable {
        void chunk(byte[] bytes, int length);

        /** Makes what was written as durable as it must be before the payload is published. */
        void finish();

        @Override
        void close();
    }

    /** Gives the chunks of one payload in any order. */
    interface Reader extends AutoCloseable {
        /** Reads the chunk of an ordinal, whose length the caller knows. Answers only bytes that fit their checksum. */
        void chunk(long ordinal, byte[] into, int length);

        @Override
        void close();
    }
}
