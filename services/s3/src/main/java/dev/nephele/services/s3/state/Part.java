package dev.nephele.services.s3.state;

import dev.nephele.storage.table.Row;
import java.time.Instant;

/**
 * A part of an upload.
 *
 * @param etag without quotes: the MD5 in hexadecimal
 */
@Row
public record Part(Segment segment, String etag, Instant modified) {}
