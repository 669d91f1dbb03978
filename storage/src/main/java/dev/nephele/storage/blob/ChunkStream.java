package dev.nephele.storage.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A part of a large payload, read chunk by chunk. */
final class ChunkStream extends InputStream {
    private final Space.Reader reader;
    private final long size;
    private final byte[] chunk;
    private long loaded = -1;
    private long at;
    private long left;

    /** @param size of the whole payload */
    ChunkStream(Space.Reader reader, long size, long offset, long length) {
        this.reader = reader;
        this.size = size;
        this.chunk = new byte[(int) Math.min(Space.CHUNK, size)];
        this.at = offset;
        this.left = length;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int some = Math.min(length, load());
        System.arraycopy(chunk, (int) (at % Space.CHUNK), bytes, offset, some);
        advance(some);
        return some;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long sent = left;
        while (left > 0) {
            int some = load();
            out.write(chunk, (int) (at % Space.CHUNK), some);
            advance(some);
        }
        return sent;
    }

    /** Has the chunk of the present place in memory. Answers how many bytes of it are wanted from here. */
    private int load() {
        long ordinal = at / Space.CHUNK;
        int whole = (int) Math.min(Space.CHUNK, size - ordinal * Space.CHUNK);
        if (ordinal != loaded) {
            reader.chunk(ordinal, chunk, whole);
            loaded = ordinal;
        }
        return (int) Math.min(left, whole - at % Space.CHUNK);
    }

    private void advance(int some) {
        at += some;
        left -= some;
    }

    @Override
    public int available() {
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        reader.close();
    }
}
