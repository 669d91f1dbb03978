package dev.nephele.services.s3.state;

import dev.nephele.kernel.checksum.ChecksumAlgorithm;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;

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

    static void write(Checksum checksum, RowWriter out) {
        out.symbol(checksum.algorithm).text(checksum.value).flag(checksum.composite);
    }

    static Checksum read(RowReader in) {
        return new Checksum(in.symbol(ChecksumAlgorithm.class), in.text(), in.flag());
    }
}
