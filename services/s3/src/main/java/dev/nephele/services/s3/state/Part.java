package dev.nephele.services.s3.state;

import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import java.time.Instant;

/**
 * A part of an upload.
 *
 * @param etag without quotes: the MD5 in hexadecimal
 */
public record Part(Segment segment, String etag, Instant modified) {

    static void write(Part part, RowWriter out) {
        Segment.write(part.segment, out);
        out.text(part.etag).instant(part.modified);
    }

    static Part read(RowReader in) {
        return new Part(Segment.read(in), in.text(), in.instant());
    }
}
