package dev.nephele.wire.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a request is not authenticated, before a service family puts it in its own words ({@link Refusals}). */
public sealed interface AuthenticationFailure {

    /** No signature where one is needed. */
    record MissingToken() implements AuthenticationFailure {}

    /** What can be wrong with the parameters of a signature. */
    enum Problem {
        /** An authorization scheme that is none of AWS's. */
        UNSUPPORTED_SCHEME,
        /** An AWS4 algorithm that is not known. */
        UNSUPPORTED_ALGORITHM,
        /** Header and query, or two headers, both carry a signature. */
        TWO_SIGNATURES,
        /** A part without an equals sign. */
        NOT_KEY_VALUE,
        /** Credential, SignedHeaders or Signature is missing; the subject lists the missing ones by comma. */
        MISSING_PART,
        /** Not five parts divided by slashes (4a: four). */
        BAD_CREDENTIAL,
        EMPTY_ACCESS_KEY,
        BAD_DATE_IN_SCOPE,
        BAD_TERMINATOR,
        WRONG_SERVICE,
        WRONG_REGION,
        /** The scope's day is not that of the time of signing. */
        DATE_MISMATCH,
        /** Neither x-amz-date nor a usable Date. */
        MISSING_DATE,
        BAD_DATE,
        EXPIRES_NOT_A_NUMBER,
        EXPIRES_NEGATIVE,
        EXPIRES_TOO_LONG
    }

    /**
     * A signature whose parameters are wrong.
     *
     * @param subject the offending text
     * @param expected what should stand there; empty where nothing particular should
     */
    record Unreadable(Problem problem, Claim.Placement placement, String subject, String expected)
            implements AuthenticationFailure {}

    record UnknownKey(String accessKeyId) implements AuthenticationFailure {}

    record InvalidToken(@Nullable String token) implements AuthenticationFailure {}

    record ExpiredToken(@Nullable String token) implements AuthenticationFailure {}

    /**
     * A signature that is not the one the secret gives.
     *
     * @param canonicalRequest null where the signature has none (V2, forms, chunks)
     */
    record WrongSignature(
            String accessKeyId,
            String stringToSign,
            String signatureProvided,
            @Nullable String canonicalRequest) implements AuthenticationFailure {}

    /** A clock too far from ours, in wall time. */
    record Skewed(Instant request, Instant server, Duration window) implements AuthenticationFailure {}

    /**
     * A presigned request too late.
     *
     * @param seconds X-Amz-Expires, or -1 for V2
     */
    record Expired(Instant at, Instant server, long seconds) implements AuthenticationFailure {}

    /** A presigned request signed in the future. */
    record NotYetValid(Instant server) implements AuthenticationFailure {}

    /** Headers that a signature must cover but does not, in lower case. */
    record HeadersNotSigned(List<String> names) implements AuthenticationFailure {
        public HeadersNotSigned {
            names = List.copyOf(names);
        }
    }

    /**
     * A hash of the payload that is missing, or is none.
     *
     * @param value null when missing
     */
    record BadContentHash(@Nullable String value) implements AuthenticationFailure {}
}
