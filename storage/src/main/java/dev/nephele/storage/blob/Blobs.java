package dev.nephele.storage.blob;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.View;
import dev.nephele.model.Body;
import dev.nephele.model.ServiceException;
import dev.nephele.storage.ConflictException;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.blob.Tables.Deleted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All payloads of a cloud. */
public final class Blobs {
    /** The largest payload that lives in a row. */
    public static final int INLINE = 32 << 10;

    /** The largest that lives in a row where rows fill the memory and files cost little, for none is synced. */
    static final int INLINE_IN_MEMORY = 4 << 10;

    private final Store store;
    private final Space space;
    private final int inline;
    private final Ids ids;
    private final Clock clock;
    private final Leases leases = new Leases();
    private final Sweep sweep;
    private final ReentrantLock freeing = new ReentrantLock();

    Blobs(Store store, Space space, int inline, Ids ids, Clock clock) {
        this.store = store;
        this.space = space;
        this.inline = inline;
        this.ids = ids;
        this.clock = clock;
        this.sweep = new Sweep(store, space, leases, clock::wall);
        // Files of the old state may belong to nobody now.
        store.onReplaced(() -> space.suspectAllFrom(clock.wall().plus(space.stay())));
    }

    /** Payloads of a cloud on disk: large ones are files in the folder. */
    public static Blobs inFiles(Store store, Path folder, Ids ids, Clock clock) {
        return new Blobs(store, new FileSpace(folder, true), INLINE, ids, clock);
    }

    /** Payloads of a cloud in memory: all but the smallest are files in the folder, which nobody needs after the cloud has ended. */
    public static Blobs inScratch(Store store, Path folder, Ids ids, Clock clock) {
        return new Blobs(store, new FileSpace(folder, false), INLINE_IN_MEMORY, ids, clock);
    }

    /** Payloads of several nodes without a shared folder: all are rows. */
    public static Blobs inRows(Store store, Ids ids, Clock clock) {
        return new Blobs(store, new RowSpace(store, clock::wall), INLINE, ids, clock);
    }

    /**
     * Reads a stream to its end and keeps it under a new id. Does not close the stream.
     *
     * @throws IOException if the stream fails; nothing is kept then
     * @throws StoreException if the bytes cannot be stored; nothing is kept then
     */
    public Staged stage(InputStream in) throws IOException {
        byte[] head = in.readNBytes(inline + 1);
        if (head.length <= inline) {
            return new Staged(fresh('i'), head.length, head, staged -> {});
        }
        BlobId id = fresh('l');
        sweep.begun(id);
        boolean done = false;
        try {
            long size = write(id, head, in);
            done = true;
            return new Staged(id, size, null, this::end);
        } finally {
            if (!done) {
                sweep.refused(id);
            }
        }
    }

    private long write(BlobId id, byte[] head, InputStream in) throws IOException {
        byte[] chunk = Arrays.copyOf(head, Space.CHUNK);
        int filled = head.length;
        long size = 0;
        try (Space.Writer out = space.create(id)) {
            boolean more = true;
            while (more) {
                filled += in.readNBytes(chunk, filled, Space.CHUNK - filled);
                if (filled > 0) {
                    out.chunk(chunk, filled);
                }
                size += filled;
                more = filled == Space.CHUNK;
                filled = 0;
            }
            out.finish();
        }
        return size;
    }

    private void end(Staged staged) {
        switch (staged.fate) {
            case UNPUBLISHED -> sweep.refused(staged.id());
            case PUBLISHED -> sweep.published(staged.id());
            case UNKNOWN -> sweep.unknown(staged.id());
        }
    }

    /** Keeps bytes under a new id. */
    public Staged stage(byte[] bytes) {
        if (bytes.length <= inline) {
            return new Staged(fresh('i'), bytes.length, bytes, staged -> {});
        }
        try {
            return stage(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new StoreException("payload cannot be staged: " + e, e);
        }
    }

    private BlobId fresh(char place) {
        return new BlobId(place + ids.text(BlobId.RANDOM, BlobId.ALPHABET));
    }

    /**
     * Makes a staged payload part of the state, in the transaction that stores the rows that name it. When that fails,
     * only this knows whether it may yet have taken place: not if the function or a new decision refused, nor if it always
     * lost to others, but possibly if the function had returned.
     */
    public <T extends @Nullable Object> T publish(Call call, Staged staged, Function<Transaction, T> function) {
        return publish(Optional.of(call), staged, function);
    }

    /** The same in a transaction of a call or of none. */
    public <T extends @Nullable Object> T publish(
            Optional<Call> call, Staged staged, Function<Transaction, T> function) {
        boolean[] returned = new boolean[1];
        boolean done = false;
        try {
            T result = store.transact(call, transaction -> {
                returned[0] = false;
                publish(transaction, staged);
                T made = function.apply(transaction);
                returned[0] = true;
                return made;
            });
            done = true;
            return result;
        } catch (ConflictException | ServiceException refused) {
            returned[0] = false;
            throw refused;
        } finally {
            if (done) {
                staged.fate = Staged.Fate.PUBLISHED;
            } else if (returned[0]) {
                staged.fate = Staged.Fate.UNKNOWN;
            }
        }
    }

    private void publish(Transaction transaction, Staged staged) {
        byte[] inline = staged.inline;
        if (inline != null) {
            Tables.INLINES.put(transaction, staged.id(), inline);
        } else {
            space.publish(transaction, staged.id());
            Tables.LARGE.put(transaction, staged.id(), staged.size());
        }
    }

    /**
     * A whole payload.
     *
     * @throws NoSuchElementException if it is not in the view
     */
    public Body open(View view, BlobId id) {
        return open(view, List.of(new Span(id, 0, size(view, id))));
    }

    /** A part of a payload. */
    public record Span(BlobId id, long offset, long length) {}

    /**
     * Parts of payloads, one after the other. They may be read after the view is closed, if the reading begins within
     * some seconds; once begun it may last, whoever deletes the payloads.
     *
     * @throws NoSuchElementException if a payload is not in the view
     * @throws IndexOutOfBoundsException if a part is not within its payload
     */
    public Body open(View view, List<Span> spans) {
        List<Payload.Piece> pieces = new ArrayList<>();
        long length = 0;
        for (Span span : spans) {
            pieces.add(piece(view, span));
            length += span.length;
        }
        if (pieces.size() == 1
                && pieces.getFirst() instanceof Payload.Held held
                && held.length() == held.bytes().length) {
            return Body.of(held.bytes());
        }
        return new Payload(pieces, length, leases);
    }

    private Payload.Piece piece(View view, Span span) {
        if (span.id.isInline()) {
            byte[] bytes = Tables.INLINES.find(view, span.id).orElseThrow(() -> missing(span.id));
            Objects.checkFromIndexSize(span.offset, span.length, (long) bytes.length);
            return new Payload.Held(bytes, (int) span.offset, (int) span.length);
        }
        long size = size(view, span.id);
        Objects.checkFromIndexSize(span.offset, span.length, size);
        return new Payload.Stored(space, span.id, size, span.offset, span.length);
    }

    /**
     * The number of bytes of a payload.
     *
     * @throws NoSuchElementException if it is not in the view
     */
    public long size(View view, BlobId id) {
        return id.isInline()
                ? Tables.INLINES.find(view, id).orElseThrow(() -> missing(id)).length
                : Tables.LARGE.find(view, id).orElseThrow(() -> missing(id));
    }

    private static NoSuchElementException missing(BlobId id) {
        return new NoSuchElementException("no payload " + id);
    }

    /** Removes a payload from the state. Readers that have opened it finish. */
    public void delete(Transaction transaction, BlobId id) {
        if (id.isInline()) {
            Tables.INLINES.delete(transaction, id);
        } else if (Tables.LARGE.exists(transaction, id)) {
            Tables.LARGE.delete(transaction, id);
            Tables.DELETED.put(transaction, new Deleted(clock.wall(), id.value()), true);
        }
    }

    /** Frees the bytes of payloads that nobody owns or reads any more. To be called every few seconds. */
    public void sweep() {
        // Who copies the cloud needs them a little longer: the next call finds them too.
        if (freeing.tryLock()) {
            try {
                sweep.run();
            } finally {
                freeing.unlock();
            }
        }
    }

    /** Held while bytes of payloads that were published are freed. Who copies a cloud holds it meanwhile. */
    public Lock freeing() {
        return freeing;
    }
}
