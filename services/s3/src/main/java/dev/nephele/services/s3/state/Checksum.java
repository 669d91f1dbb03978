package dev.nephele.services.s3.state;

import dev.nephele.kernel.checksum.ChecksumAlgorithm;

/**
 * The additional checksum of an object.
 *
 * @param value base64, for a composite one followed by the number of parts
 * @param composite whether it is a checksum of the parts' checksums
 */
public record Checksum(ChecksumAlgorithm algorithm, String value, boolean composite) {

    /** As {@code x-amz-checksum-type} has it. */
    public String type() {
        return composite ? "COMPOSITE" : "FULL_OBJECT";
    }
}
