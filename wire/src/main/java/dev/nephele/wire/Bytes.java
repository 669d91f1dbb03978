package dev.nephele.wire;

import java.io.OutputStream;
import java.util.Arrays;

/** A growing array of bytes that codecs write an answer into; for one thread. */
public final class Bytes extends OutputStream {
    private byte[] array;
    private int size;

    public Bytes(int capacity) {
        this.array = new byte[capacity];
    }

    @Override
    public void write(int b) {
        room(1);
        array[size++] = (byte) b;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, array, size, length);
        size += length;
    }

    private void room(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }

    /** Writes characters below 128. */
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) copies the low bytes, which is what ASCII is
    public void ascii(String text) {
        int length = text.length();
        room(length);
        text.getBytes(0, length, array, size);
        size += length;
    }

    /**
     * Writes the beginning of a text, as far as it is made of printable ASCII that XML takes as it is.
     *
     * @return how many characters were written
     */
    public int plain(String text) {
        int length = text.length();
        room(length);
        byte[] to = array;
        int at = size;
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f || c == '<' || c == '>' || c == '&' || c == '"') {
                break;
            }
            to[at + i++] = (byte) c;
        }
        size = at + i;
        return i;
    }

    /** Writes a character in UTF-8. */
    public void utf8(int point) {
        if (point < 0x80) {
            write(point);
        } else if (point < 0x800) {
            write(0xc0 | point >> 6);
            write(0x80 | point & 0x3f);
        } else if (point < 0x10000) {
            write(0xe0 | point >> 12);
            write(0x80 | point >> 6 & 0x3f);
            write(0x80 | point & 0x3f);
        } else {
            write(0xf0 | point >> 18);
            write(0x80 | point >> 12 & 0x3f);
            write(0x80 | point >> 6 & 0x3f);
            write(0x80 | point & 0x3f);
        }
    }

    public int size() {
        return size;
    }

    /** Hands the bytes over to an answer; this object is not used any more. */
    public WireResponse into(WireResponse response) {
        return response.body(array, size);
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOf(array, size);
    }
}
