package dev.nephele.storage.table;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes the elements of a key so that keys, compared as unsigned bytes, are ordered by their elements one after the
 * other: text by its UTF-8 bytes, numbers by value, instants by time.
 *
 * <p>Layout, which is persistent: text and bytes end with 00, and in them 00 is written 01 01 and 01 is written 01 02;
 * a number is eight bytes big-endian with its sign bit flipped, a small number four such bytes, a flag one byte, an
 * instant its seconds as a number and its nanoseconds as a small number.
 */
public final class KeyWriter {
    private byte[] buffer;
    private int size;

    KeyWriter(byte[] prefix) {
        buffer = Arrays.copyOf(prefix, prefix.length + 48);
        size = prefix.length;
    }

    /** A writer for a key outside any table, or for one element alone. */
    public static KeyWriter empty() {
        return new KeyWriter(new byte[0]);
    }

    /** Text, ordered by its UTF-8 bytes. */
    public KeyWriter text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The beginning of a text: the key written so far stands for every text that begins with it. Only as the last
     * element, to bound a scan.
     */
    public KeyWriter beginning(String text) {
        return escaped(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes, ordered as unsigned. */
    public KeyWriter bytes(byte[] bytes) {
        escaped(bytes);
        ensure(1);
        buffer[size++] = 0;
        return this;
    }

    /** A number, negative ones first. */
    public KeyWriter number(long number) {
        ensure(8);
        long flipped = number ^ Long.MIN_VALUE;
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (flipped >>> shift);
        }
        return this;
    }

    /** A number of four bytes, negative ones first. */
    public KeyWriter smallNumber(int number) {
        ensure(4);
        int flipped = number ^ Integer.MIN_VALUE;
        for (int shift = 24; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (flipped >>> shift);
        }
        return this;
    }

    /** False before true. */
    public KeyWriter flag(boolean flag) {
        ensure(1);
        buffer[size++] = (byte) (flag ? 1 : 0);
        return this;
    }

    /** A point in time, earlier ones first. */
    public KeyWriter instant(Instant instant) {
        return number(instant.getEpochSecond()).smallNumber(instant.getNano());
    }

    /** The key written so far. */
    public byte[] toKey() {
        return Arrays.copyOf(buffer, size);
    }

    private KeyWriter escaped(byte[] bytes) {
        ensure(2 * bytes.length);
        for (byte b : bytes) {
            if (b == 0 || b == 1) {
                buffer[size++] = 1;
                buffer[size++] = (byte) (b + 1);
            } else {
                buffer[size++] = b;
            }
        }
        return this;
    }

    private void ensure(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
