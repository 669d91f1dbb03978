package dev.nephele.storage.blob;

import dev.nephele.storage.StoreException;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The checksums that stored payloads carry: CRC-32C (RFC 3720, appendix B.4), which processors compute about as fast as
 * they read. Bytes that do not fit theirs are never given out.
 */
final class Sums {
    /** Bytes in a row, version 1: the sum, then the bytes. */
    static final RowCodec<byte[]> CODEC = RowCodec.of(1, Sums::write, Sums::read);

    private Sums() {}

    private static void write(byte[] bytes, RowWriter out) {
        out.number(of(bytes)).bytes(bytes);
    }

    private static byte[] read(RowReader in) {
        long sum = in.number();
        byte[] bytes = in.bytes();
        if (sum != of(bytes)) {
            throw damaged();
        }
        return bytes;
    }

    private static long of(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return sum.getValue();
    }

    /** The sum of a chunk of a file. Its place counts, so that right bytes in a wrong place are found too. */
    static int of(BlobId id, long ordinal, byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        byte[] name = id.value().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer place = ByteBuffer.allocate(name.length + Long.BYTES).order(ByteOrder.BIG_ENDIAN);
        sum.update(place.put(name).putLong(ordinal).flip());
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    static StoreException damaged() {
        return new StoreException("a payload is damaged: its bytes do not fit their checksum");
    }
}
