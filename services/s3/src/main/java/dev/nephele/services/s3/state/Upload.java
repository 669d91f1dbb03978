package dev.nephele.services.s3.state;

import dev.nephele.kernel.checksum.ChecksumAlgorithm;
import dev.nephele.storage.table.Added;
import dev.nephele.storage.table.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An upload in parts that is neither completed nor aborted.
 *
 * @param initiator the ARN of who began it, or its account
 * @param algorithm of the additional checksum, if one was asked for
 * @param composite whether that checksum will be one of the parts' checksums
 * @param newest the sequence of the object that was there when it began; 0 for none, {@link #UNKNOWN} in rows of older
 *     programs
 */
@Row(2)
public record Upload(
        Instant initiated,
        String initiator,
        Map<String, String> headers,
        Map<String, String> metadata,
        Map<String, String> tags,
        Optional<ChecksumAlgorithm> algorithm,
        boolean composite,
        @Added(in = 2, before = "newestBefore") long newest) {
    public static final long UNKNOWN = -1;

    static long newestBefore() {
        return UNKNOWN;
    }

    /** The type of its checksum, as {@code x-amz-checksum-type} has it; that of the whole is the default. */
    public String checksumType() {
        return composite ? "COMPOSITE" : "FULL_OBJECT";
    }
}
