package dev.nephele.wire.auth;

import dev.nephele.wire.auth.crypto.Sha256;
import java.util.Arrays;

/** Text being written as bytes, in one array that grows. Holds at most what one request head allows. */
final class ByteText {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private byte[] bytes;
    private int length;

    ByteText(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    ByteText add(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Adds text whose characters are bytes. */
    @SuppressWarnings("deprecation") // copies the low bytes of the characters, which is what is wanted
    ByteText add(String text) {
        int size = text.length();
        room(size);
        text.getBytes(0, size, bytes, length);
        length += size;
        return this;
    }

    ByteText addLowerCase(String text, int from, int to) {
        room(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            bytes[length++] = (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
        return this;
    }

    /** Adds 32 bytes in hexadecimal. */
    ByteText addHex(byte[] hash) {
        room(hash.length * 2);
        Sha256.hex(hash, bytes, length);
        length += hash.length * 2;
        return this;
    }

    ByteText addEncoded(int value) {
        room(3);
        bytes[length++] = '%';
        bytes[length++] = HEX[value >> 4 & 15];
        bytes[length++] = HEX[value & 15];
        return this;
    }

    /** Adds one character of text as UTF-8 and returns how many characters were used: two for a surrogate pair. */
    int addUtf8(String text, int at) {
        int point = text.codePointAt(at);
        room(4);
        if (point < 0x80) {
            bytes[length++] = (byte) point;
        } else if (point < 0x800) {
            bytes[length++] = (byte) (0xc0 | point >> 6);
            bytes[length++] = (byte) (0x80 | point & 63);
        } else if (point < 0x10000) {
            bytes[length++] = (byte) (0xe0 | point >> 12);
            bytes[length++] = (byte) (0x80 | point >> 6 & 63);
            bytes[length++] = (byte) (0x80 | point & 63);
        } else {
            bytes[length++] = (byte) (0xf0 | point >> 18);
            bytes[length++] = (byte) (0x80 | point >> 12 & 63);
            bytes[length++] = (byte) (0x80 | point >> 6 & 63);
            bytes[length++] = (byte) (0x80 | point & 63);
            return 2;
        }
        return 1;
    }

    /**
     * Adds a header value as signatures see it: without space at its ends, and with one space for each run inside.
     *
     * @param utf8 whether characters above 0x7f are written as UTF-8 instead of as bytes
     */
    void addFolded(String value, boolean utf8) {
        int end = value.length();
        int at = 0;
        while (at < end && isSpace(value.charAt(at))) {
            at++;
        }
        while (end > at && isSpace(value.charAt(end - 1))) {
            end--;
        }
        room(end - at);
        boolean space = false;
        while (at < end) {
            char c = value.charAt(at);
            if (isSpace(c)) {
                space = true;
                at++;
                continue;
            }
            if (space) {
                add(' ');
                space = false;
            }
            if (c < 0x80 || c < 0x100 && !utf8) {
                add(c);
                at++;
            } else {
                at += addUtf8(value, at);
            }
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, java.nio.charset.StandardCharsets.UTF_8);
    }
}
