package dev.nephele.wire.routing;

import dev.nephele.wire.Parameters;
import dev.nephele.wire.Percent;
import dev.nephele.wire.WireRequest;
import org.jspecify.annotations.Nullable;

/** The service that a signature is scoped to. Nothing is verified here; it only helps to tell services apart. */
final class Scope {
    private static final String CREDENTIAL = "Credential=";

    private Scope() {}

    /** The signing name, {@code s3} for the older signatures that only S3 still takes, or null if unsigned. */
    static @Nullable String service(WireRequest request) {
        String authorization = request.header("Authorization");
        if (authorization != null) {
            int at = authorization.indexOf(CREDENTIAL);
            if (at >= 0) {
                int from = at + CREDENTIAL.length();
                int end = authorization.indexOf(',', from);
                String credential = authorization.substring(from, end < 0 ? authorization.length() : end);
                return service(credential.strip(), authorization.startsWith("AWS4-ECDSA"));
            }
            return authorization.startsWith("AWS ") ? "s3" : null;
        }
        String query = request.query();
        if (query.contains("X-Amz-Credential=")) {
            Parameters parameters = Parameters.parse(query);
            String credential = parameters == null ? null : parameters.get("X-Amz-Credential");
            String algorithm = parameters == null ? null : parameters.get("X-Amz-Algorithm");
            return credential == null
                    ? null
                    : service(credential, algorithm != null && algorithm.startsWith("AWS4-ECDSA"));
        }
        return query.contains("AWSAccessKeyId=")
                        && query.contains("Signature=")
                        && query.contains("Expires=")
                        && !query.contains("Action=")
                ? "s3"
                : null;
    }

    /** {@code key/date/region/service/aws4_request}; the key may hold slashes, a SigV4a scope has no Region. */
    private static @Nullable String service(String credential, boolean regionless) {
        int last = credential.lastIndexOf('/');
        int before = last < 0 ? -1 : credential.lastIndexOf('/', last - 1);
        if (before < 0) {
            return null;
        }
        String service = Percent.decodePath(credential.substring(before + 1, last));
        return service == null || service.isEmpty() && regionless ? null : service;
    }
}
