package dev.nephele.services.s3.state;

import dev.nephele.storage.blob.BlobId;
import java.util.Optional;

/**
 * One payload of an object, or one part of an upload.
 *
 * @param part the part's number; 1 for an object in one piece
 * @param size in bytes
 * @param checksum of this part in base64, by the object's algorithm
 */
public record Segment(int part, BlobId blob, long size, Optional<String> checksum) {}
