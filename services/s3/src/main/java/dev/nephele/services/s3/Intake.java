package dev.nephele.services.s3;

import dev.nephele.kernel.checksum.ChecksumAlgorithm;
import dev.nephele.kernel.checksum.Digests;
import dev.nephele.kernel.checksum.RunningChecksum;
import dev.nephele.model.Body;
import dev.nephele.model.ServiceException;
import dev.nephele.services.s3.state.Checksum;
import dev.nephele.services.s3.state.Segment;
import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.blob.Staged;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes content in: streams it into a staged payload, and computes its ETag and additional checksum on the way. */
final class Intake {
    /** What one request may bring, in bytes (S3 User Guide, "Uploading objects"). */
    static final long LARGEST = 5L << 30;

    private final Blobs blobs;

    Intake(Blobs blobs) {
        this.blobs = blobs;
    }

    /**
     * Content that is staged but not yet published.
     *
     * @param etag the MD5 in hexadecimal
     * @param checksum by the sender's algorithm, by CRC64NVME if there was none
     */
    record Taken(Staged staged, String etag, Checksum checksum) implements AutoCloseable {
        Segment segment(int part) {
            return new Segment(part, staged.id(), staged.size(), Optional.of(checksum.value()));
        }

        /** Frees the content if it was not published. */
        @Override
        public void close() {
            staged.close();
        }
    }

    /**
     * Reads a body to its end.
     *
     * @throws ServiceException {@code MissingContentLength}, {@code EntityTooLarge}, and what the transport finds wrong:
     *     {@code BadDigest}, {@code IncompleteBody}, {@code XAmzContentSHA256Mismatch}
     */
    Taken take(@Nullable Body body) {
        return take(body == null ? Body.of(new byte[0]) : body, ChecksumAlgorithm.CRC64NVME);
    }

    /** Reads a body to its end; {@code otherwise} is the checksum's algorithm if the sender has chosen none. */
    Taken take(Body body, ChecksumAlgorithm otherwise) {
        if (body.length() < 0) {
            throw ServiceException.of("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
        }
        if (body.length() > LARGEST) {
            throw ServiceException.of("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size")
                    .with("ProposedSize", Long.toString(body.length()))
                    .with("MaxSizeAllowed", Long.toString(LARGEST));
        }
        try (Hashing in = new Hashing(body.open(), otherwise)) {
            Staged staged = blobs.stage(in);
            return new Taken(staged, HexFormat.of().formatHex(in.md5.value()), checksum(body.digests(), in, otherwise));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Checksum checksum(Digests digests, Hashing in, ChecksumAlgorithm otherwise) {
        Optional<ChecksumAlgorithm> given = digests.given();
        if (given.isPresent()) {
            return new Checksum(given.get(), digests.base64(given.get()).orElseThrow(), false);
        }
        return new Checksum(otherwise, Base64.getEncoder().encodeToString(in.other.value()), false);
    }

    /** Hashes what passes. */
    private static final class Hashing extends InputStream {
        private final InputStream in;
        private final RunningChecksum md5 = ChecksumAlgorithm.MD5.open();
        private final RunningChecksum other;

        Hashing(InputStream in, ChecksumAlgorithm other) {
            this.in = in;
            this.other = other.open();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            int some = in.read(target, offset, wanted);
            if (some > 0) {
                md5.update(target, offset, some);
                other.update(target, offset, some);
            }
            return some;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
