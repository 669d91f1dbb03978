package dev.nephele.policy.evaluate;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The answers to a batch of lines, in bytes. */
final class Answers extends OutputStream {
    private static final byte[] ID = ascii("{\"id\":");
    private static final byte[] NO_ID = ascii("null");
    private static final byte[] ERROR = ascii(",\"error\":\"");
    private static final byte[] END_OF_ERROR = ascii("\"}\n");

    private byte[] bytes = new byte[4096];
    private int size;

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Begins an answer with the id as it stands in the line. */
    void id(byte[] buffer, int from, int to) {
        write(ID, 0, ID.length);
        if (from == to) {
            write(NO_ID, 0, NO_ID.length);
        } else {
            write(buffer, from, to - from);
        }
    }

    /** Ends an answer that could not be given. */
    void error(String text) {
        write(ERROR, 0, ERROR.length);
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        write(quoted, 0, quoted.length);
        write(END_OF_ERROR, 0, END_OF_ERROR.length);
    }

    @Override
    public void write(int b) {
        room(1);
        bytes[size++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int from, int length) {
        room(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }
}
