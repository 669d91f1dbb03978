package dev.nephele.storage.blob;

import dev.nephele.storage.Batch;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowKey;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Scan;
import dev.nephele.storage.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Large payloads as rows, for several nodes without a shared folder.
 *
 * <p>Tables: {@code 0013} a chunk by id and ordinal; {@code 0014} when an unpublished payload was last written to, on the
 * wall. Publishing removes the second in its transaction and discarding in another, so that of the two only one takes
 * place, whatever node each is on; and the table holds no more than what is under way.
 */
final class RowSpace implements Space {
    private static final Duration STAY = Duration.ofMinutes(2);

    /** How long an upload may pause, or a node be gone, before others discard what it has begun. */
    private static final Duration UNPUBLISHED = Duration.ofHours(1);

    private static final Duration TOLD_AGAIN = Duration.ofMinutes(5);

    @RowKey
    record Part(String id, long ordinal) {}

    private static final Rows<Part, byte[]> CHUNKS = Table.partition(0x0013, PartLayout.KEY, Sums.CODEC);
    private static final Rows<BlobId, Instant> BEGUN =
            Table.partition(0x0014, KeyCodec.text(BlobId::value, BlobId::new), RowCodec.instant());

    private final Store store;
    private final InstantSource wall;

    RowSpace(Store store, InstantSource wall) {
        this.store = store;
        this.wall = wall;
    }

    @Override
    public Duration stay() {
        return STAY;
    }

    @Override
    public Writer create(BlobId id) {
        return new RowWriter(id);
    }

    @Override
    public Reader open(BlobId id, long size) {
        return new RowsOf(store, id);
    }

    @Override
    public void publish(Transaction transaction, BlobId id) {
        if (!BEGUN.exists(transaction, id)) {
            throw new StoreException("the payload " + id + " was discarded, for its upload rested too long");
        }
        BEGUN.delete(transaction, id);
    }

    @Override
    public void discard(BlobId id) {
        store.update(transaction -> {
            if (BEGUN.exists(transaction, id)) {
                BEGUN.delete(transaction, id);
                chunks(id).delete(transaction);
            }
        });
    }

    @Override
    public void delete(BlobId id) {
        store.update(chunks(id)::delete);
    }

    private static Scan<Part, byte[]> chunks(BlobId id) {
        return CHUNKS.scan().under(key -> key.text(id.value()));
    }

    @Override
    public void suspects(Instant now, Consumer<List<BlobId>> each) {
        List<BlobId> resting = new ArrayList<>();
        try (StoreView view = store.view()) {
            BEGUN.scan().each(view, (id, written) -> {
                if (written.isBefore(now.minus(UNPUBLISHED))) {
                    resting.add(id);
                }
                return true;
            });
        }
        each.accept(resting);
    }

    @Override
    public void suspectAllFrom(Instant now) {
        // The rows are part of the state, and were exchanged with it.
    }

    private final class RowWriter implements Writer {
        private final BlobId id;
        private Instant told = Instant.MIN;
        private long ordinal;

        RowWriter(BlobId id) {
            this.id = id;
        }

        @Override
        public void chunk(byte[] bytes, int length) {
            Batch batch = new Batch();
            Instant now = wall.instant();
            if (told.isBefore(now.minus(TOLD_AGAIN))) {
                BEGUN.put(batch, id, now);
                told = now;
            }
            CHUNKS.put(batch, new Part(id.value(), ordinal++), Arrays.copyOf(bytes, length));
            store.append(batch);
        }

        @Override
        public void finish() {
            // The transaction that publishes the payload makes its rows durable.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private record RowsOf(Store store, BlobId id) implements Reader {
        @Override
        public void chunk(long ordinal, byte[] into, int length) {
            byte[] row;
            try (StoreView view = store.view()) {
                row = CHUNKS.get(view, new Part(id.value(), ordinal));
            }
            if (row == null || row.length != length) {
                throw new StoreException("a payload cannot be read: chunk " + ordinal + " of " + id + " is not there");
            }
            System.arraycopy(row, 0, into, 0, length);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
