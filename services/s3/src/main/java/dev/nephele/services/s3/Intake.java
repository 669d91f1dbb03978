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
     * @param sent by the sender's algorithm, if it chose one
     * @param computed by the algorithm that the receiver wants in any case
     */
    record Taken(Staged staged, String etag, Optional<Checksum> sent, Checksum computed) implements AutoCloseable {
        /** The sender's algorithm. */
        Optional<ChecksumAlgorithm> given() {
            return sent.map(Checksum::algorithm);
        }

        /** By the sender's algorithm, else the computed one. */
        Checksum checksum() {
            return sent.orElse(computed);
        }

        Segment segment(int part) {
            return new Segment(
                    part, staged.id(), staged.size(), Optional.of(checksum().value()));
        }

        /** The segment of a part, which carries what its upload needs in the end. */
        Segment part(int number) {
            return new Segment(number, staged.id(), staged.size(), Optional.of(computed.value()));
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
     * @throws ServiceException {@code EntityTooLarge}, and what the transport finds wrong: {@code BadDigest}, {@code IncompleteBody}, {@code XAmzContentSHA256Mismatch}
     */
    Taken take(@Nullable Body body) {
        return take(body == null ? Body.of(new byte[0]) : body, ChecksumAlgorithm.CRC64NVME);
    }

    /** Reads a body to its end; {@code otherwise} is the checksum's algorithm if the sender has chosen none. */
    Taken take(Body body, ChecksumAlgorithm otherwise) {
        requireSize(body.length());
        try (Hashing in = new Hashing(body.open(), otherwise)) {
            Staged staged = blobs.stage(in);
            Checksum computed = new Checksum(otherwise, Base64.getEncoder().encodeToString(in.other.value()), false);
            return new Taken(staged, HexFormat.of().formatHex(in.md5.value()), given(body.digests()), computed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireSize(long size) {
        if (size > LARGEST) {
            throw ServiceException.of("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size")
                    .with("ProposedSize", Long.toString(size))
                    .with("MaxSizeAllowed", Long.toString(LARGEST));
        }
    }

    private static Optional<Checksum> given(Digests digests) {
        return digests.given()
                .map(algorithm ->
                        new Checksum(algorithm, digests.base64(algorithm).orElseThrow(), false));
    }

    /** Hashes what passes. */
    private static final class Hashing extends InputStream {
        private final InputStream in;
        private final RunningChecksum md5 = ChecksumAlgorithm.MD5.open();
        private final RunningChecksum other;
        private long seen;

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
                seen += some;
                requireSize(seen);
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
