package dev.nephele.storage.table;

import dev.nephele.model.Blob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the fields of a value in the order in which {@link RowWriter} wrote them. What it returns is immutable. */
public final class RowReader {
    private final byte[] row;
    private int at = 1;

    RowReader(byte[] row) {
        this.row = row;
    }

    /** The version of the codec that wrote the value. */
    public int version() {
        return row[0];
    }

    public String text() {
        int length = length();
        String text = new String(row, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    public long number() {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    /** A number that fits an int, as it does if it was written from one. */
    public int smallNumber() {
        return Math.toIntExact(number());
    }

    public boolean flag() {
        return row[at++] != 0;
    }

    public double real() {
        long bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = bits << 8 | row[at++] & 0xff;
        }
        return Double.longBitsToDouble(bits);
    }

    public byte[] bytes() {
        int length = length();
        byte[] bytes = Arrays.copyOfRange(row, at, at + length);
        at += length;
        return bytes;
    }

    public Sealed sealed() {
        return Sealed.of(bytes());
    }

    public Blob blob() {
        return Blob.wrap(bytes());
    }

    public Instant instant() {
        return Instant.ofEpochSecond(number(), unsigned());
    }

    public Duration duration() {
        return Duration.ofSeconds(number(), unsigned());
    }

    public <E extends Enum<E>> E symbol(Class<E> type) {
        return Enum.valueOf(type, text());
    }

    public <T> Optional<T> optional(Function<RowReader, T> read) {
        return flag() ? Optional.of(read.apply(this)) : Optional.empty();
    }

    public Optional<String> optionalText() {
        return optional(RowReader::text);
    }

    public Optional<Long> optionalNumber() {
        return optional(RowReader::number);
    }

    public Optional<Integer> optionalSmallNumber() {
        return optional(RowReader::smallNumber);
    }

    public Optional<Instant> optionalInstant() {
        return optional(RowReader::instant);
    }

    public <T> List<T> list(Function<RowReader, T> read) {
        int count = length();
        if (count == 0) {
            return List.of();
        }
        List<T> items = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            items.add(read.apply(this));
        }
        return Collections.unmodifiableList(items);
    }

    public List<String> texts() {
        return list(RowReader::text);
    }

    /** A map that keeps the order in which it was written. */
    public <K, V> Map<K, V> map(Function<RowReader, K> readKey, Function<RowReader, V> readValue) {
        int count = length();
        if (count == 0) {
            return Map.of();
        }
        Map<K, V> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            K key = readKey.apply(this);
            map.put(key, readValue.apply(this));
        }
        return Collections.unmodifiableMap(map);
    }

    public Map<String, String> textMap() {
        return map(RowReader::text, RowReader::text);
    }

    /** Whether the whole value has been read. */
    public boolean atEnd() {
        return at == row.length;
    }

    private int length() {
        long length = unsigned();
        if (length < 0 || length > row.length - at) {
            throw new IllegalStateException("damaged row: length " + length + " at " + at);
        }
        return (int) length;
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = row[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
