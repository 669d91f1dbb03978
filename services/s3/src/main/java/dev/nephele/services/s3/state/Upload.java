package dev.nephele.services.s3.state;

import dev.nephele.kernel.checksum.ChecksumAlgorithm;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
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
public record Upload(
        Instant initiated,
        String initiator,
        Map<String, String> headers,
        Map<String, String> metadata,
        Map<String, String> tags,
        Optional<ChecksumAlgorithm> algorithm,
        boolean composite,
        long newest) {
    public static final long UNKNOWN = -1;

    /** The type of its checksum, as {@code x-amz-checksum-type} has it; that of the whole is the default. */
    public String checksumType() {
        return composite ? "COMPOSITE" : "FULL_OBJECT";
    }

    static void write(Upload upload, RowWriter out) {
        out.instant(upload.initiated)
                .text(upload.initiator)
                .texts(upload.headers)
                .texts(upload.metadata)
                .texts(upload.tags)
                .optional(upload.algorithm, RowWriter::symbol)
                .flag(upload.composite)
                .number(upload.newest);
    }

    static Upload read(RowReader in) {
        return new Upload(
                in.instant(),
                in.text(),
                in.textMap(),
                in.textMap(),
                in.textMap(),
                in.optional(row -> row.symbol(ChecksumAlgorithm.class)),
                in.flag(),
                in.version() > 1 ? in.number() : UNKNOWN);
    }
}
