package dev.nephele.wire;

/** Bounds on what one request may make the wire hold. */
public final class Limits {
    /** The largest body that is held in memory, in bytes; payloads that stream have no bound here. */
    public static final int BODY = 10 << 20;

    /**
     * The largest body of the services that take archives inside their documents (Lambda: 50 MB of zip, as base64 in
     * JSON), in bytes.
     */
    public static final int ARCHIVE_BODY = 70 << 20;

    /** How deep documents may nest. AWS does not publish its bound; real inputs stay below 32 (DynamoDB's maximum). */
    public static final int DEPTH = 256;

    private Limits() {}

    /** The largest body held in memory for a service. */
    public static int body(String service) {
        return service.equals("lambda") ? ARCHIVE_BODY : BODY;
    }
}
