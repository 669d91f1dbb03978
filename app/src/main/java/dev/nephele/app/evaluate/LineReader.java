package dev.nephele.app.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a stream, in place: the line that {@link #next} found lies in {@link #buffer} from {@link #from} to
 * {@link #to}, without its end, until the next call. A line has at most {@value #MOST_BYTES} bytes.
 */
final class LineReader {
    static final int MOST_BYTES = 16 << 20;
    private static final int FIRST_BYTES = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BYTES];
    private int filled;
    private int position;
    private int from;
    private int to;
    private boolean ended;

    LineReader(InputStream in) {
        this.in = in;
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Whether the next line may have to be waited for. */
    boolean isDry() {
        for (int i = position; i < filled; i++) {
            if (buffer[i] == '\n') {
                return false;
            }
        }
        return true;
    }

    /**
     * Finds the next line. Answers whether there is one.
     *
     * @throws BadLineException if the line is too long; it has been skipped
     */
    boolean next() throws IOException, BadLineException {
        int searched = position;
        while (true) {
            int end = lineEnd(searched);
            if (end >= 0 || ended && position < filled) {
                from = position;
                to = end < 0 ? filled : end;
                position = end < 0 ? filled : end + 1;
                return true;
            }
            if (ended) {
                return false;
            }
            searched = filled;
            if (filled - position > MOST_BYTES) {
                skipLine();
                throw new BadLineException("the line has more than " + MOST_BYTES + " bytes");
            }
            int moved = makeRoom();
            searched -= moved;
            fill();
        }
    }

    private int lineEnd(int start) {
        for (int i = start; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void skipLine() throws IOException {
        while (!ended) {
            position = filled = 0;
            fill();
            int end = lineEnd(0);
            if (end >= 0) {
                position = end + 1;
                return;
            }
        }
        position = filled;
    }

    /** Moves what is left to the front, or grows. Answers how far it moved. */
    private int makeRoom() {
        int moved = position;
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, filled - position);
            filled -= position;
            position = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, MOST_BYTES + 1));
        }
        return moved;
    }

    private void fill() throws IOException {
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
            ended = true;
        } else {
            filled += count;
        }
    }
}
