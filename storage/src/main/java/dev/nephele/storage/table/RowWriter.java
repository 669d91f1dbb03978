package dev.nephele.storage.table;

import dev.nephele.model.Blob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Writes the fields of a value one after the other; {@link RowReader} reads them in the same order.
 *
 * <p>Layout, which is persistent: a number is a zigzag varint, text and bytes are a length (varint) and their bytes, a
 * flag is one byte, an optional is a flag and then its value, a list or map is a count and then its items, an instant
 * its seconds and nanoseconds, a duration likewise, an enum constant its name as text.
 */
public final class RowWriter {
    private byte[] buffer = new byte[128];
    private int size;

    RowWriter() {}

    void raw(byte value) {
        ensure(1);
        buffer[size++] = value;
    }

    byte[] toRow() {
        return Arrays.copyOf(buffer, size);
    }

    public RowWriter text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public RowWriter number(long number) {
        return unsigned(number << 1 ^ number >> 63);
    }

    public RowWriter flag(boolean flag) {
        raw((byte) (flag ? 1 : 0));
        return this;
    }

    public RowWriter real(double number) {
        long bits = Double.doubleToRawLongBits(number);
        for (int shift = 56; shift >= 0; shift -= 8) {
            raw((byte) (bits >>> shift));
        }
        return this;
    }

    public RowWriter bytes(byte[] bytes) {
        unsigned(bytes.length);
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    /** @throws IllegalStateException if it is plain */
    public RowWriter sealed(Sealed value) {
        return bytes(value.encrypted());
    }

    public RowWriter blob(Blob blob) {
        return bytes(blob.unsafeArray());
    }

    public RowWriter instant(Instant instant) {
        return number(instant.getEpochSecond()).unsigned(instant.getNano());
    }

    public RowWriter duration(Duration duration) {
        return number(duration.getSeconds()).unsigned(duration.getNano());
    }

    /** A constant of an enum, by its name: names are persistent, the order of constants is not. */
    public RowWriter symbol(Enum<?> symbol) {
        return text(symbol.name());
    }

    /** A value that may be absent. */
    public <T> RowWriter optional(Optional<T> value, BiConsumer<RowWriter, T> write) {
        flag(value.isPresent());
        value.ifPresent(present -> write.accept(this, present));
        return this;
    }

    public RowWriter optionalText(Optional<String> text) {
        return optional(text, RowWriter::text);
    }

    public RowWriter optionalNumber(Optional<? extends Number> number) {
        flag(number.isPresent());
        number.ifPresent(present -> number(present.longValue()));
        return this;
    }

    public RowWriter optionalInstant(Optional<Instant> instant) {
        return optional(instant, RowWriter::instant);
    }

    /** Items in their order. */
    public <T> RowWriter list(Collection<T> items, BiConsumer<RowWriter, T> write) {
        unsigned(items.size());
        for (T item : items) {
            write.accept(this, item);
        }
        return this;
    }

    public RowWriter texts(Collection<String> items) {
        return list(items, RowWriter::text);
    }

    /** Entries in the map's order. */
    public <K, V> RowWriter map(Map<K, V> map, BiConsumer<RowWriter, K> writeKey, BiConsumer<RowWriter, V> writeValue) {
        unsigned(map.size());
        map.forEach((key, value) -> {
            writeKey.accept(this, key);
            writeValue.accept(this, value);
        });
        return this;
    }

    /** Text by text, such as tags. */
    public RowWriter texts(Map<String, String> map) {
        return map(map, RowWriter::text, RowWriter::text);
    }

    private RowWriter unsigned(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[size++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    private void ensure(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
