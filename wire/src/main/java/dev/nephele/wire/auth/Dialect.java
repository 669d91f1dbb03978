package dev.nephele.wire.auth;

import dev.nephele.model.Manners;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one service wants its requests signed, and in which words it refuses them.
 *
 * @param signingNames the services a credential scope may name; messages name the first
 * @param region the only Region accepted, or null for any
 * @param window how far a time of signing may be from wall time
 * @param unsignedPayload whether the operation lets clients leave the payload out of the signature (S3 always does)
 */
public record Dialect(
        Family family, List<String> signingNames, @Nullable String region, Duration window, boolean unsignedPayload) {

    /** The families of services that share codes, statuses and texts of authentication. */
    public enum Family {
        /** awsQuery, and JSON or CBOR services that stay compatible with their query past (SQS, CloudWatch). */
        QUERY,
        /** awsJson and rpcv2Cbor. */
        JSON,
        REST_JSON,
        /** restXml but S3: Route 53, CloudFront. */
        REST_XML,
        EC2,
        S3
    }

    public Dialect {
        signingNames = List.copyOf(signingNames);
    }

    /** The dialect of a service in any Region, with the usual window. */
    public static Dialect of(Family family, String signingName) {
        Duration window = Manners.USUAL.signing().window();
        return new Dialect(family, List.of(signingName), null, window, family == Family.S3);
    }

    /** The same with another window. */
    public Dialect withWindow(Duration around) {
        return new Dialect(family, signingNames, region, around, unsignedPayload);
    }

    /** The same, for an operation whose payload need not be signed. */
    public Dialect withUnsignedPayload() {
        return new Dialect(family, signingNames, region, window, true);
    }

    /** The same, for an endpoint of one Region. */
    public Dialect inRegion(String only) {
        return new Dialect(family, signingNames, only, window, unsignedPayload);
    }
}
