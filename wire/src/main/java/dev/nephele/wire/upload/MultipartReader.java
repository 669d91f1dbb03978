package dev.nephele.wire.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@code multipart/form-data} body, one after the other (RFC 7578 over RFC 2046). Keeps one buffer; a
 * part's bytes are read from {@link #content()} before the next part is asked for.
 */
final class MultipartReader {
    /** The longest boundary (RFC 2046, 5.1.1). */
    static final int LONGEST_BOUNDARY = 70;

    private static final int BUFFER = 16_384;
    private static final int LONGEST_LINE = 4_096;
    private static final int MOST_HEADERS = 20;

    private final InputStream in;
    /** What ends a part: a line end, two hyphens, the boundary. */
    private final byte[] delimiter;

    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    /** Up to here the buffer surely holds the current part. */
    private int sure;

    private boolean sourceEnded;

    MultipartReader(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(ISO_8859_1);
        // The first delimiter needs no line end before it.
        buffer[0] = '\r';
        buffer[1] = '\n';
        limit = 2;
    }

    /** What the header of a part says; the file name is null where there is none. */
    record Part(String name, @Nullable String fileName) {}

    /**
     * The next part, or null after the last. What is left of the part before is passed over.
     *
     * @throws dev.nephele.model.ServiceException MalformedPOSTRequest
     */
    @Nullable
    Part next() throws IOException {
        skipContent();
        at += delimiter.length;
        if (!have(2)) {
            throw BodyErrors.malformedForm();
        }
        if (buffer[at] == '-' && buffer[at + 1] == '-') {
            return null;
        }
        if (!line().isBlank()) {
            throw BodyErrors.malformedForm();
        }
        return header();
    }

    private Part header() throws IOException {
        String disposition = null;
        for (int i = 0; i < MOST_HEADERS; i++) {
            String line = line();
            if (line.isEmpty()) {
                // The line end before a delimiter may be this very one: an empty part.
                at -= 2;
                if (!startsWithDelimiter()) {
                    at += 2;
                }
                String name = disposition == null ? null : parameter(disposition, "name");
                if (name == null || disposition == null) {
                    throw BodyErrors.malformedForm();
                }
                return new Part(name, parameter(disposition, "filename"));
            }
            if (line.regionMatches(true, 0, "content-disposition:", 0, 20)) {
                disposition = line.substring(20);
            }
        }
        throw BodyErrors.malformedForm();
    }

    private boolean startsWithDelimiter() throws IOException {
        return have(delimiter.length) && matches(at);
    }

    /** The value of a parameter of {@code form-data; name="…"; filename="…"}, or null. */
    private static @Nullable String parameter(String disposition, String wanted) {
        int i = disposition.indexOf(';');
        while (i >= 0 && i < disposition.length()) {
            int equals = disposition.indexOf('=', i);
            if (equals < 0) {
                return null;
            }
            String name = disposition.substring(i + 1, equals).strip();
            StringBuilder value = new StringBuilder();
            int next = equals + 1;
            if (next < disposition.length() && disposition.charAt(next) == '"') {
                next++;
                while (next < disposition.length() && disposition.charAt(next) != '"') {
                    boolean escaped = disposition.charAt(next) == '\\'
                            && next + 1 < disposition.length()
                            && (disposition.charAt(next + 1) == '"' || disposition.charAt(next + 1) == '\\');
                    next += escaped ? 1 : 0;
                    value.append(disposition.charAt(next++));
                }
                next = disposition.indexOf(';', next);
            } else {
                int semicolon = disposition.indexOf(';', next);
                value.append(disposition
                        .substring(next, semicolon < 0 ? disposition.length() : semicolon)
                        .strip());
                next = semicolon;
            }
            if (name.equalsIgnoreCase(wanted)) {
                return value.toString();
            }
            i = next;
        }
        return null;
    }

    /** The text of the current part, of at most the given number of bytes; null if it is longer. */
    @Nullable
    String text(int most) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        byte[] some = new byte[1_024];
        InputStream content = content();
        for (int n = content.read(some); n >= 0; n = content.read(some)) {
            if (bytes.size() + n > most) {
                return null;
            }
            bytes.write(some, 0, n);
        }
        return bytes.toString(UTF_8);
    }

    /** The bytes of the current part, to its end. */
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int wanted) throws IOException {
                if (wanted == 0) {
                    return 0;
                }
                int some = Math.min(wanted, certain());
                if (some == 0) {
                    return -1;
                }
                System.arraycopy(buffer, at, target, offset, some);
                at += some;
                return some;
            }
        };
    }

    private void skipContent() throws IOException {
        for (int some = certain(); some > 0; some = certain()) {
            at += some;
        }
    }

    /** The number of bytes in the buffer that surely belong to the current part; 0 at its end. */
    private int certain() throws IOException {
        if (sure > at) {
            return sure - at;
        }
        if (!have(delimiter.length)) {
            throw BodyErrors.malformedForm();
        }
        int last = limit - delimiter.length;
        sure = at;
        while (sure <= last && !(buffer[sure] == '\r' && matches(sure))) {
            sure++;
        }
        return sure - at;
    }

    private boolean matches(int from) {
        return Arrays.equals(buffer, from, from + delimiter.length, delimiter, 0, delimiter.length);
    }

    /** Whether so many bytes are in the buffer, after reading more if needed. */
    private boolean have(int count) throws IOException {
        if (limit - at < count && at > 0) {
            // Two bytes before the position stay, for a line end that is looked at again.
            int keep = Math.min(2, at);
            System.arraycopy(buffer, at - keep, buffer, 0, limit - at + keep);
            limit -= at - keep;
            at = keep;
            sure = at;
        }
        while (limit - at < count && !sourceEnded) {
            int some = in.read(buffer, limit, BUFFER - limit);
            if (some <= 0) {
                sourceEnded = true;
            } else {
                limit += some;
            }
        }
        return limit - at >= count;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        while (have(2)) {
            if (buffer[at] == '\r' && buffer[at + 1] == '\n') {
                at += 2;
                return line.toString(UTF_8);
            } else if (line.size() == LONGEST_LINE) {
                break;
            }
            line.write(buffer[at++]);
        }
        throw BodyErrors.malformedForm();
    }
}
