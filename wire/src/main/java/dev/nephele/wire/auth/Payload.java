package dev.nephele.wire.auth;

import org.jspecify.annotations.Nullable;

/** What a verified head says of the body that follows it. */
public sealed interface Payload {

    /** What an S3 request without a signature says of its body: it may still come in unsigned chunks. */
    static Payload unsigned(HttpHead head) {
        return "STREAMING-UNSIGNED-PAYLOAD-TRAILER".equals(CanonicalRequest.contentHash(head))
                ? new Chunked(null, true)
                : Open.INSTANCE;
    }

    /** Nothing: the signature covers the body already, or leaves it out. */
    record Open() implements Payload {
        public static final Open INSTANCE = new Open();
    }

    /**
     * The body must have this hash.
     *
     * @param sha256 in lower-case hexadecimal
     */
    record Hashed(String sha256) implements Payload {}

    /**
     * The body comes in chunks (content coding {@code aws-chunked}).
     *
     * @param seal verifies the signatures of chunks and trailer, or null when they have none
     * @param trailer whether headers follow the last chunk
     */
    record Chunked(@Nullable ChunkSeal seal, boolean trailer) implements Payload {}
}
