package dev.nephele.kernel.checksum;

import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Checksums of one payload.
 *
 * @param values by algorithm, in network byte order; not to be changed
 * @param given the algorithm that the sender chose and that was verified, if any
 */
public record Digests(Map<ChecksumAlgorithm, byte[]> values, Optional<ChecksumAlgorithm> given) {
    public static final Digests NONE = new Digests(Map.of(), Optional.empty());

    public Digests {
        EnumMap<ChecksumAlgorithm, byte[]> copy = new EnumMap<>(ChecksumAlgorithm.class);
        copy.putAll(values);
        values = copy;
    }

    /** The value of an algorithm in base64, as S3's headers carry it; empty if it was not computed. */
    public Optional<String> base64(ChecksumAlgorithm algorithm) {
        return Optional.ofNullable(values.get(algorithm)).map(Base64.getEncoder()::encodeToString);
    }

    /** The value of an algorithm in lower-case hexadecimal, as ETags carry it; empty if it was not computed. */
    public Optional<String> hex(ChecksumAlgorithm algorithm) {
        return Optional.ofNullable(values.get(algorithm)).map(HexFormat.of()::formatHex);
    }
}
