package dev.nephele.wire.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request says of its signer, read but not yet verified. */
public sealed interface Claim {

    /** Reads the claim of a request from its headers and query; never throws. Forms carry theirs in {@link PostForm}. */
    static Claim of(HttpHead head) {
        return ClaimReader.read(head);
    }

    /** The access key named, if one is. */
    default Optional<String> accessKeyId() {
        return Optional.empty();
    }

    /** The signing name in the credential scope, from which a service may be identified. */
    default Optional<String> service() {
        return Optional.empty();
    }

    /** The Region in the credential scope. */
    default Optional<String> region() {
        return Optional.empty();
    }

    /** A request without any signature. */
    record Anonymous() implements Claim {
        static final Anonymous INSTANCE = new Anonymous();
    }

    /** Where a signature stands. */
    enum Placement {
        HEADER,
        QUERY,
        FORM
    }

    /** The algorithms of version 4. */
    enum Algorithm {
        HMAC("AWS4-HMAC-SHA256"),
        ECDSA("AWS4-ECDSA-P256-SHA256");

        private final String text;

        Algorithm(String text) {
            this.text = text;
        }

        /** The name on the wire. */
        public String text() {
            return text;
        }
    }

    /**
     * When a V4 signature was made and how long it is meant to live.
     *
     * @param text as it stands in the string to sign, yyyyMMdd'T'HHmmss'Z'
     * @param signed the same as an instant of wall time
     * @param expires seconds after signing, or -1 when the signature does not say
     */
    record Timing(String text, java.time.Instant signed, long expires) {}

    /**
     * Signature Version 4 or 4a.
     *
     * @param signedHeaders their lower-case names joined by semicolons, as sent
     * @param token the security token, or null
     */
    record V4(
            Placement placement,
            Algorithm algorithm,
            CredentialScope scope,
            String signedHeaders,
            String signature,
            Timing timing,
            @Nullable String token)
            implements Claim {
        @Override
        public Optional<String> accessKeyId() {
            return Optional.of(scope.accessKeyId());
        }

        @Override
        public Optional<String> service() {
            return Optional.of(scope.service());
        }

        /** Empty for 4a, whose Region set need not be one Region. */
        @Override
        public Optional<String> region() {
            return algorithm == Algorithm.HMAC ? Optional.of(scope.region()) : Optional.empty();
        }
    }

    /**
     * Signature Version 2 of S3: HMAC-SHA1.
     *
     * @param key the access key
     * @param expires epoch second in wall time, or -1 in a header
     */
    record V2(
            Placement placement,
            String key,
            String signature,
            long expires,
            @Nullable String token) implements Claim {
        @Override
        public Optional<String> accessKeyId() {
            return Optional.of(key);
        }

        @Override
        public Optional<String> service() {
            return Optional.of("s3");
        }
    }

    /** A signature that cannot be read. It is refused wherever a signature counts, in the words of the service. */
    record Malformed(AuthenticationFailure failure) implements Claim {}
}
