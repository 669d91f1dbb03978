package dev.nephele.wire.upload;

import dev.nephele.kernel.checksum.ChecksumAlgorithm;
import dev.nephele.kernel.checksum.Digests;
import dev.nephele.kernel.checksum.RunningChecksum;
import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.HttpHead;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checksums of one body: what the client says of it in {@code Content-MD5}, an {@code x-amz-checksum-} header or a
 * trailer, or in both, and what its bytes give. Serves one body, in one thread.
 */
public final class Checksums {
    private static final String PREFIX = "x-amz-checksum-";
    private static final Set<String> NO_VALUES =
            Set.of("x-amz-checksum-mode", "x-amz-checksum-algorithm", "x-amz-checksum-type");

    private final EnumMap<ChecksumAlgorithm, RunningChecksum> running = new EnumMap<>(ChecksumAlgorithm.class);
    private final EnumMap<ChecksumAlgorithm, byte[]> values = new EnumMap<>(ChecksumAlgorithm.class);
    private final Set<String> trailers;
    private final @Nullable ChecksumAlgorithm given;
    private byte @Nullable [] expected;
    private byte @Nullable [] expectedMd5;
    private boolean md5AsSent;

    private Checksums(@Nullable ChecksumAlgorithm given, Set<String> trailers) {
        this.given = given;
        this.trailers = trailers;
        if (given != null) {
            running.put(given, given.open());
        }
    }

    /** No expectations, for requests whose checksum headers speak of something else than their body. */
    public static Checksums none() {
        return new Checksums(null, Set.of());
    }

    /**
     * What a request says of its body. Not for CompleteMultipartUpload, whose checksum headers are the object's.
     *
     * @throws ServiceException InvalidDigest, InvalidRequest for values that are none or too many
     */
    public static Checksums of(HttpHead head) {
        String header = null;
        for (int i = 0; i < head.headerCount(); i++) {
            String name = head.headerName(i);
            if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                    && !NO_VALUES.contains(name.toLowerCase(Locale.ROOT))) {
                if (header != null) {
                    throw BodyErrors.invalidRequest(
                            "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
                }
                header = name;
            }
        }
        Set<String> trailers = announced(head);
        String source = header != null
                ? header
                : trailers.isEmpty() ? null : trailers.iterator().next();
        if (header != null && !trailers.isEmpty() && !trailers.contains(header.toLowerCase(Locale.ROOT))) {
            throw BodyErrors.invalidRequest(
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
        ChecksumAlgorithm given =
                source == null ? null : ChecksumAlgorithm.ofHeader(source).orElseThrow(Checksums::unknown);
        Checksums checksums = new Checksums(given, trailers);
        if (given != null && header != null) {
            checksums.expected = value(given, head.header(header));
        }
        checksums.readMd5(head);
        return checksums;
    }

    private static ServiceException unknown() {
        return BodyErrors.invalidRequest("The algorithm type you specified in x-amz-checksum- header is invalid.");
    }

    private static Set<String> announced(HttpHead head) {
        String list = head.header("x-amz-trailer");
        if (list == null || list.isBlank()) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>();
        for (String name : list.split(",", -1)) {
            names.add(name.strip().toLowerCase(Locale.ROOT));
        }
        boolean known = names.size() == 1
                && ChecksumAlgorithm.ofHeader(names.iterator().next()).isPresent();
        if (!known) {
            throw BodyErrors.invalidRequest("The value specified in the x-amz-trailer header is not supported");
        }
        return names;
    }

    private static byte[] value(ChecksumAlgorithm algorithm, @Nullable String base64) {
        return decoded(base64, algorithm.size())
                .orElseThrow(
                        () -> BodyErrors.invalidRequest("Value for " + algorithm.header() + " header is invalid."));
    }

    private static Optional<byte[]> decoded(@Nullable String base64, int size) {
        try {
            byte[] bytes = base64 == null
                    ? new byte[0]
                    : Base64.getDecoder().decode(base64.strip().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            return bytes.length == size ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private void readMd5(HttpHead head) {
        String md5 = head.header("content-md5");
        if (md5 == null) {
            return;
        }
        expectedMd5 = decoded(md5, ChecksumAlgorithm.MD5.size())
                .orElseThrow(
                        () -> ServiceException.of("InvalidDigest", 400, "The Content-MD5 you specified was invalid.")
                                .with("Content-MD5", md5));
        md5AsSent = ("&" + head.query()).contains("&partNumber=");
        running.putIfAbsent(ChecksumAlgorithm.MD5, ChecksumAlgorithm.MD5.open());
    }

    /** Computes an algorithm too, such as the MD5 of an ETag. */
    public Checksums alsoComputing(ChecksumAlgorithm algorithm) {
        running.putIfAbsent(algorithm, algorithm.open());
        return this;
    }

    /** The algorithm of the client's {@code x-amz-checksum-} header or trailer. */
    public Optional<ChecksumAlgorithm> given() {
        return Optional.ofNullable(given);
    }

    /** The names that a trailer must have. */
    Set<String> trailers() {
        return trailers;
    }

    void update(byte[] bytes, int offset, int length) {
        for (RunningChecksum one : running.values()) {
            one.update(bytes, offset, length);
        }
    }

    /**
     * Ends the computation and compares.
     *
     * @throws ServiceException BadDigest, or InvalidRequest for a trailer whose value is none
     */
    void finish(Map<String, String> trailerValues) {
        running.forEach((algorithm, checksum) -> values.put(algorithm, checksum.value()));
        if (given != null) {
            require(given, expected);
            require(given, trailers.isEmpty() ? null : value(given, trailerValues.get(given.header())));
        }
        byte[] md5 = values.get(ChecksumAlgorithm.MD5);
        if (expectedMd5 != null && !Arrays.equals(expectedMd5, md5)) {
            throw ServiceException.of("BadDigest", 400, "The Content-MD5 you specified did not match what we received.")
                    .with(
                            "ExpectedDigest",
                            md5AsSent ? base64(expectedMd5) : HexFormat.of().formatHex(expectedMd5))
                    .with("CalculatedDigest", base64(md5));
        }
    }

    private void require(ChecksumAlgorithm algorithm, byte @Nullable [] said) {
        if (said != null && !MessageDigest.isEqual(said, values.get(algorithm))) {
            throw ServiceException.of(
                    "BadDigest", 400, "The " + algorithm + " you specified did not match the calculated checksum.");
        }
    }

    private static String base64(byte @Nullable [] bytes) {
        return bytes == null ? "" : Base64.getEncoder().encodeToString(bytes);
    }

    /** The values computed; complete after the end of the body. */
    public Digests computed() {
        return new Digests(values, given());
    }
}
