package dev.nephele.wire.upload;

import dev.nephele.wire.auth.ChunkSeal;
import dev.nephele.wire.auth.crypto.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bytes inside an {@code aws-chunked} body: {@code hex-size[;chunk-signature=…]\r\n bytes \r\n}, an empty chunk at
 * the end, and then, if announced, a trailer (S3 API Reference, "Signature calculations: transferring payload in
 * multiple chunks").
 *
 * <p>A chunk's bytes are handed out before its signature, which stands in front of it but covers all of it, can be
 * checked; the next read then fails. Throws {@link dev.nephele.model.ServiceException}: IncompleteBody,
 * InvalidChunkSizeError, MalformedTrailerError, SignatureDoesNotMatch.
 */
final class ChunkedStream extends InputStream {
    /** The longest chunk header or trailer line: a signature of 4a and its words fit four times over. */
    private static final int LONGEST_LINE = 1_024;

    /** No request has more trailing headers than this, blank lines included. */
    private static final int MOST_TRAILER_LINES = 16;

    /** Only the last chunk may be smaller. */
    private static final int SMALLEST_CHUNK = 8_192;

    private static final int BUFFER = 8_192;
    private static final String SIGNATURE = "chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private final InputStream in;
    private final @Nullable ChunkSeal seal;
    private final @Nullable MessageDigest digest;
    private final @Nullable Set<String> expectedTrailers;
    private final long length;
    private final Map<String, String> trailers = new LinkedHashMap<>();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private long total;
    private long chunkNumber;
    private long chunkSize;
    private long chunkLeft;
    private String chunkSignature = "";
    private boolean ended;

    /**
     * @param seal null when chunks are not signed
     * @param expectedTrailers the lower-case names announced in {@code x-amz-trailer}, or null when there is no trailer
     * @param length of the decoded bytes
     */
    ChunkedStream(InputStream in, @Nullable ChunkSeal seal, @Nullable Set<String> expectedTrailers, long length) {
        this.in = in;
        this.seal = seal;
        this.digest = seal == null ? null : Sha256.open();
        this.expectedTrailers = expectedTrailers;
        this.length = length;
    }

    /** The trailing headers by lower-case name; complete after the end. */
    Map<String, String> trailers() {
        return trailers;
    }

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
        if (chunkLeft == 0 && !ended) {
            beginChunk();
        }
        if (ended) {
            return -1;
        }
        int some = readSome(target, offset, (int) Math.min(wanted, chunkLeft));
        if (digest != null) {
            digest.update(target, offset, some);
        }
        total += some;
        chunkLeft -= some;
        if (chunkLeft == 0) {
            endChunk();
        }
        return some;
    }

    private int readSome(byte[] target, int offset, int wanted) throws IOException {
        if (at == limit && wanted < BUFFER) {
            fill();
        }
        if (at < limit) {
            int some = Math.min(wanted, limit - at);
            System.arraycopy(buffer, at, target, offset, some);
            at += some;
            return some;
        }
        int some = in.read(target, offset, wanted);
        if (some <= 0) {
            throw BodyErrors.incompleteBody();
        }
        return some;
    }

    /** Reads more into the buffer; whether there was more. */
    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, BUFFER));
        return limit > 0;
    }

    private void beginChunk() throws IOException {
        String line = line();
        if (line == null) {
            throw BodyErrors.incompleteBody();
        }
        int semicolon = line.indexOf(';');
        long size = size(semicolon < 0 ? line : line.substring(0, semicolon));
        String extension = semicolon < 0 ? "" : line.substring(semicolon + 1).strip();
        chunkSignature = extension.startsWith(SIGNATURE) ? extension.substring(SIGNATURE.length()) : "";
        if (size == 0) {
            end();
            return;
        }
        if (chunkNumber > 0 && chunkSize < SMALLEST_CHUNK) {
            throw BodyErrors.smallChunk(chunkNumber, chunkSize);
        } else if (size > length - total) {
            throw BodyErrors.incompleteBody();
        }
        chunkNumber++;
        chunkSize = size;
        chunkLeft = size;
    }

    private static long size(String hex) {
        String digits = hex.strip();
        boolean good = !digits.isEmpty() && digits.length() <= 15;
        for (int i = 0; good && i < digits.length(); i++) {
            good = digits.charAt(i) < 0x80 && Character.digit(digits.charAt(i), 16) >= 0;
        }
        if (!good) {
            throw BodyErrors.incompleteBody();
        }
        return Long.parseLong(digits, 16);
    }

    private void endChunk() throws IOException {
        if (seal != null && digest != null) {
            seal.verifyChunk(digest, chunkSignature);
        }
        String rest = line();
        if (rest == null || !rest.isEmpty()) {
            throw BodyErrors.incompleteBody();
        }
    }

    private void end() throws IOException {
        if (seal != null && digest != null) {
            seal.verifyChunk(digest, chunkSignature);
        }
        if (total != length) {
            throw BodyErrors.incompleteBody();
        }
        readTrailer();
        ended = true;
    }

    private void readTrailer() throws IOException {
        StringBuilder canonical = new StringBuilder();
        String signature = null;
        int lines = 0;
        for (String line = line(); line != null; line = line()) {
            if (++lines > MOST_TRAILER_LINES) {
                throw BodyErrors.malformedTrailer();
            } else if (line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || expectedTrailers == null) {
                throw BodyErrors.malformedTrailer();
            }
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (name.equals(TRAILER_SIGNATURE) && signature == null) {
                signature = value;
            } else if (!expectedTrailers.contains(name) || trailers.put(name, value) != null) {
                throw BodyErrors.malformedTrailer();
            } else {
                canonical.append(name).append(':').append(value).append('\n');
            }
        }
        if (expectedTrailers != null) {
            if (!trailers.keySet().containsAll(expectedTrailers)) {
                throw BodyErrors.malformedTrailer();
            }
            if (seal != null) {
                seal.verifyTrailer(canonical.toString(), signature == null ? "" : signature);
            }
        }
    }

    /** One line without its end, or null at the end of the body. */
    private @Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder(96);
        while (true) {
            if (at == limit && !fill()) {
                return line.isEmpty() ? null : line.toString();
            }
            int c = buffer[at++];
            if (c == '\n') {
                int size = line.length();
                if (size > 0 && line.charAt(size - 1) == '\r') {
                    line.setLength(size - 1);
                }
                return line.toString();
            } else if (line.length() == LONGEST_LINE) {
                throw BodyErrors.incompleteBody();
            }
            line.append((char) (c & 0xff));
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
