package dev.nephele.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds the end of an HTTP/1.1 answer as its bytes come in, by {@code Content-Length} or by chunks. */
final class Answer {
    private static final int MOST_HEAD = 1 << 15;

    private final byte[] head = new byte[MOST_HEAD];
    private int length;
    private int status;
    private long remaining = -1;
    private boolean chunked;
    private int tail;

    int status() {
        return status;
    }

    void reset() {
        length = 0;
        status = 0;
        remaining = -1;
        chunked = false;
        tail = 0;
    }

    /** Takes bytes that arrived; true when the answer is whole. Nothing may follow it before the next request. */
    boolean take(byte[] bytes, int count) {
        int offset = 0;
        while (status == 0 && offset < count) {
            if (length == MOST_HEAD) {
                throw new IllegalStateException("an answer's head is too long");
            }
            head[length++] = bytes[offset++];
            if (length >= 4 && head[length - 1] == '\n' && head[length - 2] == '\r' && head[length - 3] == '\n') {
                readHead();
            }
        }
        if (status == 0) {
            return false;
        }
        if (chunked) {
            for (; offset < count; offset++) {
                trail(bytes[offset]);
            }
            return tail == 5;
        }
        remaining -= count - offset;
        return remaining <= 0;
    }

    /** Follows the last five bytes: an answer in chunks ends with an empty chunk, {@code 0 CR LF CR LF}. */
    private void trail(byte next) {
        byte[] end = {'0', '\r', '\n', '\r', '\n'};
        if (tail == 5) {
            tail = 0;
        }
        tail = next == end[tail] ? tail + 1 : next == '0' ? 1 : 0;
    }

    private void readHead() {
        String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        status = Integer.parseInt(text.substring(9, 12));
        String lower = text.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("\r\ncontent-length:");
        if (at >= 0) {
            remaining = Long.parseLong(
                    text.substring(at + 17, text.indexOf('\r', at + 2)).trim());
        } else if (lower.contains("\r\ntransfer-encoding: chunked")) {
            chunked = true;
        } else {
            remaining = 0;
        }
        if (status == 204 || status == 304) {
            remaining = 0;
        }
    }

    @Override
    public String toString() {
        return new String(head, 0, length, StandardCharsets.ISO_8859_1);
    }
}
