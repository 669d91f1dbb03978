package dev.nephele.storage.table;

import dev.nephele.storage.StoreException;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How a table's values are written and read. A value is one version byte and then its fields in order, as
 * {@link RowWriter} lays them out. A record that grows gets the next version number: its {@code read} asks
 * {@link RowReader#version()} and gives older values a default, so that data of older programs stay readable. A value
 * of a newer version than the codec's is refused.
 */
public final class RowCodec<V> {
    private final int version;
    private final BiConsumer<V, RowWriter> write;
    private final Function<RowReader, V> read;

    private RowCodec(int version, BiConsumer<V, RowWriter> write, Function<RowReader, V> read) {
        this.version = version;
        this.write = write;
        this.read = read;
    }

    /**
     * A codec from a method of the record and a static method.
     *
     * @param version the version that {@code write} writes, 1 to 127
     */
    public static <V> RowCodec<V> of(int version, BiConsumer<V, RowWriter> write, Function<RowReader, V> read) {
        if (version < 1 || version > 127) {
            throw new IllegalArgumentException("version of a row must be 1 to 127");
        }
        return new RowCodec<>(version, write, read);
    }

    /** Values that are one text. */
    public static RowCodec<String> text() {
        return of(1, (value, out) -> out.text(value), RowReader::text);
    }

    /** Values that are one number. */
    public static RowCodec<Long> number() {
        return of(1, (value, out) -> out.number(value), RowReader::number);
    }

    /** Values that are one point in time. */
    public static RowCodec<Instant> instant() {
        return of(1, (value, out) -> out.instant(value), RowReader::instant);
    }

    /** Values that are bytes, such as an encrypted key. */
    public static RowCodec<byte[]> bytes() {
        return of(1, (value, out) -> out.bytes(value), RowReader::bytes);
    }

    /** Values that lie encrypted in rows; those of version 1 are plain bytes. */
    public static RowCodec<Sealed> sealed() {
        return of(
                2, (value, out) -> out.sealed(value), in -> in.version() == 1 ? Sealed.plain(in.bytes()) : in.sealed());
    }

    /** Rows that say everything by being there. */
    public static RowCodec<Boolean> presence() {
        return of(1, (value, out) -> {}, in -> true);
    }

    public byte[] encode(V value) {
        RowWriter out = new RowWriter();
        out.raw((byte) version);
        write.accept(value, out);
        return out.toRow();
    }

    /** The value; immutable, since it may be cached and shared. */
    public V decode(byte[] row) {
        if (row.length == 0 || row[0] < 1 || row[0] > version) {
            throw new StoreException("row of version " + (row.length == 0 ? "none" : String.valueOf(row[0]))
                    + " was written by a newer program than this, which reads up to " + version);
        }
        return read.apply(new RowReader(row));
    }
}
