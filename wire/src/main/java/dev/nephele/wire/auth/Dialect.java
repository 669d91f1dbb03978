package dev.nephele.wire.auth;

import java.time.Duration;
import java.util.List;
import java.util.Set;
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

    /** Measured on AWS: STS, IAM, DynamoDB, SQS, S3 (EC2 by its API reference); not KMS, Lambda, Route 53, CloudWatch. */
    private static final Duration WIDE = Duration.ofMinutes(15);

    /** What the IAM User Guide says of all services ("must reach AWS within five minutes"). */
    private static final Duration NARROW = Duration.ofMinutes(5);

    private static final Set<String> WIDE_WINDOW = Set.of("sts", "iam", "dynamodb", "sqs", "s3", "ec2", "nephele");

    public Dialect {
        signingNames = List.copyOf(signingNames);
    }

    /** The dialect of a service, in any Region, with the window AWS was seen to give it. */
    public static Dialect of(Family family, String signingName) {
        Duration window = WIDE_WINDOW.contains(signingName) ? WIDE : NARROW;
        return new Dialect(family, List.of(signingName), null, window, family == Family.S3);
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
