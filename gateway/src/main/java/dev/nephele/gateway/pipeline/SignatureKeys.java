package dev.nephele.gateway.pipeline;

import dev.nephele.kernel.Clock;
import dev.nephele.wire.WireRequest;
import dev.nephele.wire.auth.Claim;
import dev.nephele.wire.auth.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The condition keys that S3 gives to the signature of a request. A request that is not signed has none of them but the
 * hash of its payload, if it names one.
 *
 * <p>Source: Amazon S3 API Reference, "Amazon S3 Signature Version 4 Authentication Specific Policy Keys". The age is
 * that of version 4 in milliseconds, on the clock on which presigned URLs age.
 */
final class SignatureKeys {
    private static final String CONTENT_HASH = "x-amz-content-sha256";

    private SignatureKeys() {}

    /** The keys of a request whose claim was verified, or that has none. */
    static Map<String, List<String>> of(Claim claim, Payload payload, WireRequest request, Clock clock) {
        Map<String, List<String>> keys = new HashMap<>();
        String hash = request.header(CONTENT_HASH);
        switch (claim) {
            case Claim.V4 v4 -> {
                put(keys, "s3:authType", type(v4.placement()));
                put(keys, "s3:signatureversion", v4.algorithm().text());
                put(keys, "s3:signatureAge", Long.toString(age(v4.timing().signed(), clock)));
                if (v4.placement() == Claim.Placement.QUERY && payload instanceof Payload.Hashed hashed) {
                    hash = hashed.sha256();
                } else if (v4.placement() == Claim.Placement.QUERY && hash == null) {
                    hash = "UNSIGNED-PAYLOAD";
                }
            }
            case Claim.V2 v2 -> {
                put(keys, "s3:authType", type(v2.placement()));
                put(keys, "s3:signatureversion", "AWS");
            }
            case Claim.Anonymous _, Claim.Malformed _ -> {}
        }
        if (hash != null) {
            put(keys, "s3:x-amz-content-sha256", hash);
        }
        return keys;
    }

    private static void put(Map<String, List<String>> keys, String key, String value) {
        keys.put(key, List.of(value));
    }

    private static long age(Instant signed, Clock clock) {
        return Math.max(
                0, Duration.between(clock.virtualAt(signed), clock.now()).toMillis());
    }

    private static String type(Claim.Placement placement) {
        return switch (placement) {
            case HEADER -> "REST-HEADER";
            case QUERY -> "REST-QUERY-STRING";
            case FORM -> "POST";
        };
    }
}
