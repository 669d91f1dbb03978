package dev.nephele.services.s3.state;

import dev.nephele.storage.table.Added;
import dev.nephele.storage.table.Row;
import dev.nephele.storage.table.RowReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A version of an object, or a delete marker. An object in a bucket without versioning is the version {@code null}.
 *
 * @param id {@link #NULL}, or the id that clients see
 * @param sequence rises with every version of the key
 * @param marker whether it is a delete marker, which has no content
 * @param etag without quotes
 * @param segments the content in order; empty for a marker
 * @param upload the id of the upload in parts that made it; empty where it was written in one piece
 * @param headers the stored headers by the names of their members in the model
 * @param metadata the user's metadata by name in lower case
 */
@Row(2)
public record Version(
        String id,
        long sequence,
        boolean marker,
        Instant modified,
        String etag,
        List<Segment> segments,
        @Added(in = 2, before = "uploadBefore") Optional<String> upload,
        Map<String, String> headers,
        Map<String, String> metadata,
        Map<String, String> tags,
        Optional<Checksum> checksum) {
    public static final String NULL = "null";

    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

    /** A delete marker. */
    public static Version marker(String id, long sequence, Instant modified) {
        return new Version(
                id,
                sequence,
                true,
                modified,
                "",
                List.of(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty());
    }

    /** The same with its place among the versions of its key. */
    public Version named(String given, long place) {
        return new Version(given, place, marker, modified, etag, segments, upload, headers, metadata, tags, checksum);
    }

    /** The storage class, {@code STANDARD} unless another was given. */
    public String storageClass() {
        return headers.getOrDefault("StorageClass", "STANDARD");
    }

    /** Whether its content must be restored before it can be read. */
    public boolean isArchived() {
        return ARCHIVES.contains(storageClass());
    }

    /** Whether it was uploaded in parts. */
    public boolean inParts() {
        return upload.isPresent();
    }

    /** The number of bytes. */
    public long size() {
        long size = 0;
        for (Segment segment : segments) {
            size += segment.size();
        }
        return size;
    }

    /** The ETag as headers carry it. */
    public String quotedEtag() {
        return '"' + etag + '"';
    }

    public Version withTags(Map<String, String> changed) {
        return new Version(
                id, sequence, marker, modified, etag, segments, upload, headers, metadata, changed, checksum);
    }

    /** Version 1 of the row said only whether there was an upload. */
    static Optional<String> uploadBefore(RowReader in) {
        return in.flag() ? Optional.of("") : Optional.empty();
    }
}
