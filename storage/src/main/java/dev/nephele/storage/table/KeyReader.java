package dev.nephele.storage.table;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Reads the elements of a key in the order in which {@link KeyWriter} wrote them. */
public final class KeyReader {
    private final byte[] key;
    private int at;

    KeyReader(byte[] key, int at) {
        this.key = key;
        this.at = at;
    }

    /** A reader of a key outside any table. */
    public static KeyReader of(byte[] key) {
        return new KeyReader(key, 0);
    }

    public String text() {
        int end = at;
        while (key[end] > 1 || key[end] < 0) {
            end++;
        }
        if (key[end] == 0) {
            String text = new String(key, at, end - at, StandardCharsets.UTF_8);
            at = end + 1;
            return text;
        }
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        int escapes = 0;
        int end = at;
        for (; key[end] != 0; end++) {
            if (key[end] == 1) {
                escapes++;
                end++;
            }
        }
        byte[] bytes = new byte[end - at - escapes];
        for (int i = 0; at < end; i++) {
            byte b = key[at++];
            bytes[i] = b == 1 ? (byte) (key[at++] - 1) : b;
        }
        at = end + 1;
        return bytes;
    }

    public long number() {
        long flipped = 0;
        for (int i = 0; i < 8; i++) {
            flipped = flipped << 8 | key[at++] & 0xff;
        }
        return flipped ^ Long.MIN_VALUE;
    }

    public int smallNumber() {
        int flipped = 0;
        for (int i = 0; i < 4; i++) {
            flipped = flipped << 8 | key[at++] & 0xff;
        }
        return flipped ^ Integer.MIN_VALUE;
    }

    public boolean flag() {
        return key[at++] != 0;
    }

    public Instant instant() {
        return Instant.ofEpochSecond(number(), smallNumber());
    }

    /** Whether the whole key has been read. */
    public boolean atEnd() {
        return at == key.length;
    }
}
