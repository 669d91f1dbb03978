package dev.nephele.wire;

import dev.nephele.model.Manners;

/** Bounds on what one request may make the wire hold. */
public final class Limits {
    /** The largest body that is held in memory before its service is known, in bytes. */
    public static final int BODY = Manners.USUAL.bodyLimit();

    /**
     * The longest text in a document, in bytes: an archive as base64 in JSON (Lambda takes 50 MB of zip so).
     */
    public static final int TEXT = 70 << 20;

    /** How deep documents may nest. AWS does not publish its bound; real inputs stay below 32 (DynamoDB's maximum). */
    public static final int DEPTH = 256;

    private Limits() {}
}
