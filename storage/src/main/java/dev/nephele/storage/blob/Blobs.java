package dev.nephele.storage.blob;

import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.View;
import dev.nephele.model.Body;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

/**
 * All payloads of a cloud.
 *
 * <p>Tables: {@code 0010} the bytes of a small payload by its id; {@code 0011} the size of a published large one by its
 * id; {@code 0012} deleted large ones by wall time and id, whose bytes are still there.
 */
public final class Blobs {
    /** The largest payload that lives in a row. */
    public static final int INLINE = 32 << 10;

    private static final Duration DELETED_STAY = Duration.ofMinutes(1);
    private static final Duration STAGED_STAY = Duration.ofHours(1);
    private static final int SWEEP_AT_ONCE = 500;
    private static final int BUFFER = 128 << 10;

    private record Deleted(Instant wall, String id) {}

    private static final Rows<BlobId, byte[]> INLINES =
            Table.partition(0x0010, KeyCodec.text(BlobId::value, BlobId::new), RowCodec.bytes());
    private static final Rows<BlobId, Long> LARGE =
            Table.partition(0x0011, KeyCodec.text(BlobId::value, BlobId::new), RowCodec.number());
    private static final Rows<Deleted, Boolean> DELETED = Table.partition(
            0x0012,
            KeyCodec.of((out, key) -> out.instant(key.wall).text(key.id), in -> new Deleted(in.instant(), in.text())),
            RowCodec.presence());

    private final Store store;
    private final Space space;
    private final Ids ids;
    private final Clock clock;

    private Blobs(Store store, Space space, Ids ids, Clock clock) {
        this.store = store;
        this.space = space;
        this.ids = ids;
        this.clock = clock;
    }

    /** Payloads of a cloud on disk: large ones are files in the folder. */
    public static Blobs inFiles(Store store, Path folder, Ids ids, Clock clock) {
        return new Blobs(store, new FileSpace(folder), ids, clock);
    }

    /** Payloads of a cloud in memory, or of several nodes without a shared folder: all are rows. */
    public static Blobs inRows(Store store, Ids ids, Clock clock) {
        return new Blobs(store, new RowSpace(store, clock::wall), ids, clock);
    }

    /**
     * Reads a stream to its end and keeps it under a new id. Does not close the stream.
     *
     * @throws IOException if the stream fails; what was written is swept later
     */
    public Staged stage(InputStream in) throws IOException {
        byte[] head = in.readNBytes(INLINE + 1);
        if (head.length <= INLINE) {
            return new Staged(fresh('i'), head.length, head);
        }
        BlobId id = fresh('l');
        long size = head.length;
        try (OutputStream out = space.create(id)) {
            out.write(head);
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                size += read;
            }
        }
        return new Staged(id, size, null);
    }

    /** Keeps bytes under a new id. */
    public Staged stage(byte[] bytes) {
        if (bytes.length <= INLINE) {
            return new Staged(fresh('i'), bytes.length, bytes);
        }
        try {
            return stage(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new StoreException("payload cannot be stored: " + e, e);
        }
    }

    private BlobId fresh(char place) {
        return new BlobId(place + ids.text(BlobId.RANDOM, BlobId.ALPHABET));
    }

    /** Makes a staged payload part of the state, in the transaction that stores the rows that name it. */
    public void publish(Transaction transaction, Staged staged) {
        byte[] inline = staged.inline;
        if (inline != null) {
            INLINES.put(transaction, staged.id(), inline);
        } else {
            LARGE.put(transaction, staged.id(), staged.size());
        }
    }

    /** Removes the bytes of a payload that will not be published. Optional: they are swept in the end. */
    public void discard(Staged staged) {
        if (staged.inline == null) {
            try {
                space.delete(staged.id());
            } catch (IOException e) {
                throw new StoreException("payload cannot be removed: " + e, e);
            }
        }
    }

    /**
     * A whole payload.
     *
     * @throws NoSuchElementException if it is not in the view
     */
    public Body open(View view, BlobId id) {
        return open(view, id, 0, size(view, id));
    }

    /**
     * A part of a payload. It may be read after the view is closed.
     *
     * @throws NoSuchElementException if the payload is not in the view
     * @throws IndexOutOfBoundsException if the part is not within it
     */
    public Body open(View view, BlobId id, long offset, long length) {
        if (!id.isInline()) {
            Objects.checkFromIndexSize(offset, length, size(view, id));
            return space.open(id, offset, length);
        }
        byte[] bytes = INLINES.find(view, id).orElseThrow(() -> missing(id));
        Objects.checkFromIndexSize(offset, length, (long) bytes.length);
        return Body.of(
                length == bytes.length ? bytes : Arrays.copyOfRange(bytes, (int) offset, (int) (offset + length)));
    }

    /**
     * The number of bytes of a payload.
     *
     * @throws NoSuchElementException if it is not in the view
     */
    public long size(View view, BlobId id) {
        return id.isInline()
                ? INLINES.find(view, id).orElseThrow(() -> missing(id)).length
                : LARGE.find(view, id).orElseThrow(() -> missing(id));
    }

    private static NoSuchElementException missing(BlobId id) {
        return new NoSuchElementException("no payload " + id);
    }

    /** Removes a payload from the state. Readers that have opened it finish. */
    public void delete(Transaction transaction, BlobId id) {
        if (id.isInline()) {
            INLINES.delete(transaction, id);
        } else if (LARGE.exists(transaction, id)) {
            LARGE.delete(transaction, id);
            DELETED.put(transaction, new Deleted(clock.wall(), id.value()), true);
        }
    }

    /**
     * Removes the bytes of payloads deleted more than a minute ago, and of those staged more than an hour ago and never
     * published. To be called now and then.
     */
    public void sweep() {
        sweep(clock.wall().minus(DELETED_STAY), clock.wall().minus(STAGED_STAY));
    }

    /** Removes what nobody can need when a cloud of one process starts: everything deleted or unpublished. */
    public void sweepAtStart() {
        sweep(Instant.MAX, Instant.MAX);
    }

    private void sweep(Instant deletedBefore, Instant stagedBefore) {
        try {
            while (sweepDeleted(deletedBefore) == SWEEP_AT_ONCE) {
                // More of them.
            }
            Set<String> readable = stillReadable();
            space.sweep(stagedBefore, id -> readable.contains(id.value()) || isOwned(id));
        } catch (IOException e) {
            throw new StoreException("payloads cannot be swept: " + e, e);
        }
    }

    private int sweepDeleted(Instant before) throws IOException {
        List<Deleted> gone;
        try (StoreView view = store.view()) {
            gone = DELETED.scan().limit(SWEEP_AT_ONCE).keys(view).stream()
                    .filter(deleted -> deleted.wall.isBefore(before))
                    .toList();
        }
        if (gone.isEmpty()) {
            return 0;
        }
        for (Deleted deleted : gone) {
            space.delete(new BlobId(deleted.id));
        }
        store.update(transaction -> gone.forEach(deleted -> DELETED.delete(transaction, deleted)));
        return gone.size();
    }

    /** Deleted payloads whose readers may not have finished. */
    private Set<String> stillReadable() {
        Set<String> found = new HashSet<>();
        try (StoreView view = store.view()) {
            DELETED.scan().each(view, (deleted, present) -> found.add(deleted.id));
        }
        return found;
    }

    private boolean isOwned(BlobId id) {
        try (StoreView view = store.view()) {
            return LARGE.exists(view, id);
        }
    }
}
