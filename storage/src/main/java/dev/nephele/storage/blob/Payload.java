package dev.nephele.storage.blob;

import dev.nephele.model.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Parts of payloads, one after the other. One is open at a time; all are leased from the beginning to the end of a
 * reading, so that none vanishes before its turn.
 */
final class Payload implements Body {
    private final List<Piece> pieces;
    private final long length;
    private final Leases leases;
    private final List<BlobId> leased = new ArrayList<>();

    /** A part of one payload. */
    sealed interface Piece {
        InputStream open();
    }

    record Held(byte[] bytes, int offset, int length) implements Piece {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes, offset, length);
        }
    }

    record Stored(Space space, BlobId id, long size, long offset, long length) implements Piece {
        @Override
        public InputStream open() {
            return new ChunkStream(space.open(id, size), size, offset, length);
        }
    }

    Payload(List<Piece> pieces, long length, Leases leases) {
        this.pieces = pieces;
        this.length = length;
        this.leases = leases;
        for (Piece piece : pieces) {
            if (piece instanceof Stored stored) {
                leased.add(stored.id);
            }
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open() {
        leases.take(leased);
        return new Reading();
    }

    private final class Reading extends InputStream {
        private final Queue<Piece> waiting = new ArrayDeque<>(pieces);
        private @Nullable InputStream current;
        private boolean closed;

        /** The stream to go on with; null at the end. */
        private @Nullable InputStream next() throws IOException {
            InputStream ended = current;
            current = null;
            if (ended != null) {
                ended.close();
            }
            Piece piece = closed ? null : waiting.poll();
            current = piece == null ? null : piece.open();
            return current;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int wanted) throws IOException {
            if (wanted == 0) {
                return 0;
            }
            InputStream in = current == null ? next() : current;
            while (in != null) {
                int some = in.read(bytes, offset, wanted);
                if (some >= 0) {
                    return some;
                }
                in = next();
            }
            return -1;
        }

        @Override
        public long transferTo(OutputStream out) throws IOException {
            long sent = 0;
            for (InputStream in = current == null ? next() : current; in != null; in = next()) {
                sent += in.transferTo(out);
            }
            return sent;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                try {
                    next();
                } finally {
                    leases.end(leased);
                }
            }
        }
    }
}
