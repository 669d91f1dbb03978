package dev.nephele.gateway.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes the compact binary form of the record: numbers as base-128 varints, least significant group first; text as its
 * length in bytes and UTF-8; lists and maps as their size and their elements. {@link Decoder} reads it.
 */
public final class Encoder {
    private byte[] bytes;
    private int size;

    /** @param capacity the expected number of bytes */
    public Encoder(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** The bytes written so far. */
    public int size() {
        return size;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public Encoder octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public Encoder flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    /** A number; small ones that are not negative take little room. */
    public Encoder number(long value) {
        room(10);
        put(value);
        return this;
    }

    private void put(long number) {
        long value = number;
        while ((value & ~0x7fL) != 0) {
            bytes[size++] = (byte) (value & 0x7f | 0x80);
            value >>>= 7;
        }
        bytes[size++] = (byte) value;
    }

    /** Bytes whose number the reader knows. */
    public Encoder raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int) copies Latin-1 without allocating
    public Encoder text(String value) {
        int length = value.length();
        if (length > 1 << 20) {
            return utf8(value);
        }
        room(length + 5);
        int start = size;
        put(length);
        value.getBytes(0, length, bytes, size);
        for (int i = 0; i < length; i++) {
            if (value.charAt(i) >= 0x80) {
                size = start;
                return utf8(value);
            }
        }
        size += length;
        return this;
    }

    public Encoder texts(List<String> values) {
        number(values.size());
        for (String value : values) {
            text(value);
        }
        return this;
    }

    public Encoder lists(Map<String, List<String>> values) {
        number(values.size());
        values.forEach((key, list) -> text(key).texts(list));
        return this;
    }

    public Encoder map(Map<String, String> values) {
        number(values.size());
        values.forEach((key, value) -> text(key).text(value));
        return this;
    }

    /**
     * Condition keys and their values, known {@linkplain Words words} by number: a word as its number and one more, other
     * text behind a zero.
     */
    Encoder keys(Map<String, List<String>> values) {
        number(values.size());
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            word(entry.getKey());
            List<String> list = entry.getValue();
            int count = list.size();
            number(count);
            for (int i = 0; i < count; i++) {
                word(list.get(i));
            }
        }
        return this;
    }

    private void word(String value) {
        int number = Words.number(value);
        number(number + 1);
        if (number < 0) {
            text(value);
        }
    }

    private Encoder utf8(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        return number(encoded.length).raw(encoded);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
