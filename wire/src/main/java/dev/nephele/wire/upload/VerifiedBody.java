package dev.nephele.wire.upload;

import dev.nephele.kernel.checksum.Digests;
import dev.nephele.model.Body;
import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.HttpHead;
import dev.nephele.wire.auth.Payload;
import dev.nephele.wire.auth.crypto.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decoded body of a request whose head is verified. Its stream throws a {@link ServiceException} where the bytes do
 * not fit what the head said: no later than with its last byte when the length is known, else at its end. Whoever keeps
 * the bytes commits only after that.
 */
public final class VerifiedBody implements Body {
    private final Body raw;
    private final Payload payload;
    private final Checksums checksums;
    private final long length;

    private VerifiedBody(Body raw, Payload payload, Checksums checksums, long length) {
        this.raw = raw;
        this.payload = payload;
        this.checksums = checksums;
        this.length = length;
    }

    /**
     * The body that follows a head.
     *
     * @param payload what a {@link dev.nephele.wire.auth.Verified} or {@link Payload#unsigned} said
     * @throws ServiceException MissingContentLength for chunks without {@code x-amz-decoded-content-length};
     *     MalformedTrailerError for a trailer that was not announced
     */
    public static VerifiedBody of(HttpHead head, Payload payload, Body raw, Checksums checksums) {
        if (payload instanceof Payload.Chunked chunked) {
            if (chunked.trailer() == checksums.trailers().isEmpty()) {
                throw BodyErrors.malformedTrailer();
            }
            return new VerifiedBody(raw, payload, checksums, decodedLength(head));
        }
        return new VerifiedBody(raw, payload, checksums, raw.length());
    }

    private static long decodedLength(HttpHead head) {
        String text = head.header("x-amz-decoded-content-length");
        if (text == null || !text.strip().matches("[0-9]{1,15}")) {
            throw BodyErrors.missingLength();
        }
        return Long.parseLong(text.strip());
    }

    /** The number of decoded bytes, or -1 if unknown. */
    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open() throws IOException {
        InputStream in = raw.open();
        return switch (payload) {
            case Payload.Open _ -> new Checked(in, null);
            case Payload.Hashed hashed -> new Checked(in, hashed.sha256());
            case Payload.Chunked chunked ->
                new Checked(
                        new ChunkedStream(in, chunked.seal(), chunked.trailer() ? checksums.trailers() : null, length),
                        null);
        };
    }

    @Override
    public Digests digests() {
        return checksums.computed();
    }

    /** Hashes what passes, and compares at the end. */
    private final class Checked extends InputStream {
        private final InputStream in;
        private final @Nullable String sha256;
        private final @Nullable MessageDigest digest;
        private long seen;
        private boolean finished;

        Checked(InputStream in, @Nullable String sha256) {
            this.in = in;
            this.sha256 = sha256;
            this.digest = sha256 == null ? null : Sha256.open();
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
            } else if (finished) {
                return -1;
            }
            int some = in.read(target, offset, wanted);
            if (some > 0) {
                if (digest != null) {
                    digest.update(target, offset, some);
                }
                checksums.update(target, offset, some);
                seen += some;
                if (seen == length && in.read() >= 0) {
                    throw BodyErrors.incompleteBody();
                }
            }
            if (some < 0 || seen == length) {
                finish();
            }
            return some;
        }

        private void finish() {
            finished = true;
            if (length >= 0 && seen != length) {
                throw BodyErrors.incompleteBody();
            }
            if (sha256 != null && digest != null) {
                String computed = Sha256.hex(digest.digest());
                if (!computed.equals(sha256)) {
                    throw BodyErrors.contentHashMismatch(sha256, computed);
                }
            }
            checksums.finish(in instanceof ChunkedStream chunked ? chunked.trailers() : Map.of());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
