package dev.nephele.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    /** A stream that gives a few bytes at a time, as a pipe may. */
    private static InputStream dribble(byte[] bytes, int step) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(step, length));
            }
        };
    }

    private static List<String> lines(LineReader reader) throws IOException, BadLineException {
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(new String(reader.buffer(), reader.from(), reader.to() - reader.from(), StandardCharsets.UTF_8));
        }
        return lines;
    }

    @Test
    void findsLinesAlsoWithoutTheLastEnd() throws IOException, BadLineException {
        byte[] text = "one\n\nthree\nfour".getBytes(StandardCharsets.UTF_8);
        for (int step = 1; step < 9; step++) {
            assertThat(lines(new LineReader(dribble(text, step)))).containsExactly("one", "", "three", "four");
        }
    }

    @Test
    void findsLinesLongerThanItsBuffer() throws IOException, BadLineException {
        String line = "x".repeat(300_000);
        LineReader reader =
                new LineReader(dribble((line + "\nshort\n" + line).getBytes(StandardCharsets.UTF_8), 9_973));
        assertThat(lines(reader)).containsExactly(line, "short", line);
    }

    @Test
    void skipsLineThatIsTooLongAndGoesOn() throws IOException, BadLineException {
        byte[] bytes = new byte[LineReader.MOST_BYTES * 2];
        java.util.Arrays.fill(bytes, (byte) 'x');
        bytes[bytes.length - 3] = '\n';
        LineReader reader = new LineReader(new ByteArrayInputStream(bytes));
        assertThatThrownBy(reader::next).isInstanceOf(BadLineException.class);
        assertThat(lines(reader)).containsExactly("xx");
    }
}
