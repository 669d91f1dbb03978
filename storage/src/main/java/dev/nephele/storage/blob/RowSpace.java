package dev.nephele.storage.blob;

import dev.nephele.model.Body;
import dev.nephele.storage.Batch;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Large payloads as rows of {@value #CHUNK} bytes, for clouds in memory and for several nodes without a shared folder.
 *
 * <p>Tables: {@code 0013} a chunk by id and ordinal; {@code 0014} when a payload was begun, on the wall.
 */
final class RowSpace implements Space {
    private static final int CHUNK = 256 << 10;

    private record Part(String id, long ordinal) {}

    private static final Rows<Part, byte[]> CHUNKS = Table.partition(
            0x0013,
            KeyCodec.of((out, part) -> out.text(part.id).number(part.ordinal), in -> new Part(in.text(), in.number())),
            RowCodec.bytes());
    private static final Rows<BlobId, Instant> BEGUN = Table.partition(
            0x0014,
            KeyCodec.text(BlobId::value, BlobId::new),
            RowCodec.of(1, (value, out) -> out.instant(value), RowReader::instant));

    private final Store store;
    private final InstantSource wall;

    RowSpace(Store store, InstantSource wall) {
        this.store = store;
        this.wall = wall;
    }

    @Override
    public OutputStream create(BlobId id) {
        Batch begun = new Batch();
        BEGUN.put(begun, id, wall.instant());
        store.append(begun);
        return new ChunkWriter(id);
    }

    @Override
    public Body open(BlobId id, long offset, long length) {
        return new Body() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() {
                return new ChunkReader(id, offset, length);
            }
        };
    }

    @Override
    public void delete(BlobId id) {
        Batch batch = new Batch();
        byte[] prefix = CHUNKS.key(new Part(id.value(), 0));
        batch.deleteRange(prefix, CHUNKS.key(new Part(id.value(), Long.MAX_VALUE)));
        batch.delete(BEGUN.key(id));
        store.append(batch);
    }

    @Override
    public void sweep(Instant before, Predicate<BlobId> owned) {
        List<BlobId> orphans = new ArrayList<>();
        try (StoreView view = store.view()) {
            BEGUN.scan().each(view, (id, begun) -> {
                if (begun.isBefore(before)) {
                    orphans.add(id);
                }
                return true;
            });
        }
        orphans.removeIf(owned);
        orphans.forEach(this::delete);
    }

    /** Cuts a stream into rows. The transaction that publishes the payload makes them durable. */
    private final class ChunkWriter extends OutputStream {
        private final BlobId id;
        private byte[] chunk = new byte[CHUNK];
        private int size;
        private long ordinal;

        ChunkWriter(BlobId id) {
            this.id = id;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int at = offset;
            int left = length;
            while (left > 0) {
                int count = Math.min(left, CHUNK - size);
                System.arraycopy(bytes, at, chunk, size, count);
                size += count;
                at += count;
                left -= count;
                if (size == CHUNK) {
                    store();
                }
            }
        }

        private void store() {
            Batch batch = new Batch();
            CHUNKS.put(
                    batch,
                    new Part(id.value(), ordinal++),
                    size == CHUNK ? chunk : java.util.Arrays.copyOf(chunk, size));
            store.append(batch);
            chunk = new byte[CHUNK];
            size = 0;
        }

        @Override
        public void close() {
            if (size > 0) {
                store();
            }
        }
    }

    /** Reads a part of a payload chunk by chunk. */
    private final class ChunkReader extends InputStream {
        private final BlobId id;
        private long at;
        private long left;
        private byte @Nullable [] chunk;
        private long ordinal = -1;

        ChunkReader(BlobId id, long offset, long length) {
            this.id = id;
            this.at = offset;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            byte[] from = load(at / CHUNK);
            int within = (int) (at % CHUNK);
            int count = (int) Math.min(Math.min(length, left), from.length - within);
            if (count <= 0) {
                throw new EOFException("the payload ends " + left + " bytes early");
            }
            System.arraycopy(from, within, bytes, offset, count);
            at += count;
            left -= count;
            return count;
        }

        private byte[] load(long wanted) throws IOException {
            byte[] loaded = chunk;
            if (loaded == null || ordinal != wanted) {
                try (StoreView view = store.view()) {
                    loaded = CHUNKS.get(view, new Part(id.value(), wanted));
                }
                if (loaded == null) {
                    throw new EOFException("the payload ends " + left + " bytes early");
                }
                chunk = loaded;
                ordinal = wanted;
            }
            return loaded;
        }
    }
}
