package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nephele.kernel.Clock;
import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.AuthenticationFailure.HeadersNotSigned;
import dev.nephele.wire.auth.AuthenticationFailure.Problem;
import dev.nephele.wire.auth.AuthenticationFailure.Unreadable;
import dev.nephele.wire.auth.AuthenticationFailure.WrongSignature;
import dev.nephele.wire.auth.CanonicalRequest.Reading;
import dev.nephele.wire.auth.Claim.Algorithm;
import dev.nephele.wire.auth.Claim.Placement;
import dev.nephele.wire.auth.Dialect.Family;
import dev.nephele.wire.auth.crypto.Sha256;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies claims. One serves the whole system: it is safe for many threads and keeps derived keys.
 *
 * @param <P> whom a secret authenticates
 */
public final class Authenticator<P> {
    /** How early a presigned request may be used, in wall time. */
    private static final java.time.Duration PRESIGNED_EARLY = java.time.Duration.ofMinutes(15);

    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String CONTENT_HASH = "x-amz-content-sha256";

    private final Secrets<P> secrets;
    private final Clock clock;
    private final SigningKeys keys = new SigningKeys();

    public Authenticator(Secrets<P> secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Verifies the claim of a request with its head, and with its body where that is in memory.
     *
     * @param body the whole body, or null if it is streamed: then {@link Verified#payload()} says what it must satisfy
     * @throws ServiceException the refusal in the dialect's words; for an anonymous claim the one of a missing
     *     signature
     */
    public Verified<P> verify(Claim claim, HttpHead head, byte @Nullable [] body, Dialect dialect) {
        return verifyAndRead(claim, head, () -> body, dialect);
    }

    /** A body that is read into memory when it is needed. */
    @FunctionalInterface
    public interface Buffered {
        /** The whole body, or null if it is streamed. */
        byte @Nullable [] read();
    }

    /** The same; the body is read only when the key is known and everything else in the head is in order. */
    public Verified<P> verifyAndRead(Claim claim, HttpHead head, Buffered body, Dialect dialect) {
        return switch (claim) {
            case Claim.Anonymous _ -> throw Refusals.of(new AuthenticationFailure.MissingToken(), dialect);
            case Claim.Malformed malformed -> throw Refusals.of(malformed.failure(), dialect);
            case Claim.V4 v4 -> verifyV4(v4, head, body, dialect);
            case Claim.V2 v2 -> verifyV2(v2, head, dialect);
        };
    }

    private Verified<P> verifyV4(Claim.V4 claim, HttpHead head, Buffered buffered, Dialect dialect) {
        checkScope(claim, dialect);
        Secrets.Secret<P> secret = secret(claim.scope().accessKeyId(), claim.token(), dialect);
        checkTime(claim, dialect);
        checkSignedHeaders(claim, head, dialect);
        String declared = declaredHash(claim, head, dialect);
        byte[] body = buffered.read();
        String payloadHash = payloadHash(declared, body, dialect);
        checkSignature(claim, head, secret.value(), payloadHash, dialect);
        return new Verified<>(secret.holder(), claim, payload(claim, secret.value(), declared, body, dialect));
    }

    private static ServiceException refuse(
            Claim.V4 claim, Problem problem, String subject, String expected, Dialect in) {
        return Refusals.of(new Unreadable(problem, claim.placement(), subject, expected), in);
    }

    private static void checkScope(Claim.V4 claim, Dialect dialect) {
        CredentialScope scope = claim.scope();
        if (!dialect.signingNames().contains(scope.service())) {
            throw refuse(
                    claim,
                    Problem.WRONG_SERVICE,
                    scope.service(),
                    dialect.signingNames().getFirst(),
                    dialect);
        }
        String region = dialect.region();
        if (region != null) {
            boolean right = claim.algorithm() == Algorithm.HMAC
                    ? scope.region().equals(region)
                    : SigV4a.covers(scope.region(), region);
            if (!right) {
                throw refuse(claim, Problem.WRONG_REGION, scope.region(), region, dialect);
            }
        }
        if (claim.placement() == Placement.QUERY && claim.timing().expires() < 0 && dialect.family() == Family.S3) {
            throw refuse(claim, Problem.MISSING_PART, "Expires", "", dialect);
        }
    }

    /**
     * The secret of a key that may be used now.
     *
     * @throws ServiceException the refusal of an unknown or inactive key, or of a wrong or expired token
     */
    Secrets.Secret<P> secret(String accessKeyId, @Nullable String token, Dialect dialect) {
        Optional<Secrets.Secret<P>> found = secrets.find(accessKeyId, Optional.ofNullable(token));
        if (found.isEmpty() || found.get().state() == Secrets.State.INACTIVE) {
            throw Refusals.of(new AuthenticationFailure.UnknownKey(accessKeyId), dialect);
        }
        Secrets.Secret<P> secret = found.get();
        if (secret.state() == Secrets.State.TOKEN_INVALID) {
            throw Refusals.of(new AuthenticationFailure.InvalidToken(token), dialect);
        }
        if (secret.expires().isPresent()
                && !clock.now().isBefore(secret.expires().get())) {
            throw Refusals.of(new AuthenticationFailure.ExpiredToken(token), dialect);
        }
        return secret;
    }

    private void checkTime(Claim.V4 claim, Dialect dialect) {
        Instant wall = clock.wall();
        Claim.Timing timing = claim.timing();
        if (timing.expires() >= 0) {
            if (timing.signed().isAfter(wall.plus(PRESIGNED_EARLY))) {
                throw Refusals.of(new AuthenticationFailure.NotYetValid(wall), dialect);
            }
            Instant end = clock.virtualAt(timing.signed()).plusSeconds(timing.expires());
            if (clock.now().isAfter(end)) {
                throw Refusals.of(new AuthenticationFailure.Expired(end, clock.now(), timing.expires()), dialect);
            }
            return;
        }
        checkSkew(timing.signed(), wall, dialect);
    }

    private static void checkSkew(Instant signed, Instant wall, Dialect dialect) {
        if (signed.isBefore(wall.minus(dialect.window())) || signed.isAfter(wall.plus(dialect.window()))) {
            throw Refusals.of(new AuthenticationFailure.Skewed(signed, wall, dialect.window()), dialect);
        }
    }

    /**
     * A signature must cover the host and what AWS's own headers say. Outside S3 the security token may be added after
     * signing (AWS's test suite, post-sts-header-after).
     */
    private static void checkSignedHeaders(Claim.V4 claim, HttpHead head, Dialect dialect) {
        String signed = claim.signedHeaders();
        List<String> missing = null;
        if (!CanonicalRequest.names(signed, "host")) {
            missing = new ArrayList<>();
            missing.add("host");
        }
        int count = head.headerCount();
        for (int i = 0; i < count; i++) {
            String name = head.headerName(i);
            if (name.length() > 6
                    && name.regionMatches(true, 0, "x-amz-", 0, 6)
                    && !CanonicalRequest.names(signed, name)) {
                boolean late = dialect.family() != Family.S3 && name.equalsIgnoreCase("x-amz-security-token");
                if (!late && !repeatsDefault(claim, name, head.headerValue(i))) {
                    missing = missing == null ? new ArrayList<>() : missing;
                    missing.add(name.toLowerCase(Locale.ROOT));
                }
            }
        }
        if (missing != null) {
            throw Refusals.of(new HeadersNotSigned(missing), dialect);
        }
    }

    /** Whether a header beside a presigned URL says only what counts without it: that the payload is not signed. */
    private static boolean repeatsDefault(Claim.V4 claim, String name, String value) {
        return claim.placement() == Placement.QUERY
                && name.equalsIgnoreCase(CONTENT_HASH)
                && value.strip().equals(UNSIGNED);
    }

    /** What the client says of its payload: a hash, one of the words for none, or null outside S3. */
    private static @Nullable String declaredHash(Claim.V4 claim, HttpHead head, Dialect dialect) {
        String declared = CanonicalRequest.contentHash(head);
        if (dialect.family() != Family.S3) {
            return declared;
        }
        boolean ignored = declared != null
                && !CanonicalRequest.names(claim.signedHeaders(), CONTENT_HASH)
                && repeatsDefault(claim, CONTENT_HASH, declared);
        if (claim.placement() == Placement.QUERY && (declared == null || ignored)) {
            declared = QueryParameters.value(head.query(), "X-Amz-Content-Sha256");
            return declared == null ? UNSIGNED : checkedHash(declared, dialect);
        } else if (declared == null) {
            throw Refusals.of(new AuthenticationFailure.BadContentHash(null), dialect);
        }
        return checkedHash(declared, dialect);
    }

    private static String checkedHash(String declared, Dialect dialect) {
        boolean good = switch (declared) {
            case UNSIGNED,
                    "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                    "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
                    "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER" -> true;
            default -> isHash(declared);
        };
        if (!good) {
            throw Refusals.of(new AuthenticationFailure.BadContentHash(declared), dialect);
        }
        return declared;
    }

    private static boolean isHash(String text) {
        if (text.length() != 64) {
            return false;
        }
        for (int i = 0; i < 64; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    /** The last line of the canonical request. Outside S3 a body in memory is hashed here, whatever was declared. */
    private static String payloadHash(@Nullable String declared, byte @Nullable [] body, Dialect dialect) {
        if (dialect.family() == Family.S3 && declared != null) {
            return declared;
        } else if (declared != null && declared.equals(UNSIGNED) && dialect.unsignedPayload()) {
            return declared;
        } else if (body != null) {
            return Sha256.hexOf(body, 0, body.length);
        } else if (declared != null && isHash(declared)) {
            return declared;
        }
        throw Refusals.of(new AuthenticationFailure.BadContentHash(declared), dialect);
    }

    private Payload payload(
            Claim.V4 claim, String secret, @Nullable String declared, byte @Nullable [] body, Dialect dialect) {
        if (declared == null || declared.equals(UNSIGNED)) {
            return Payload.Open.INSTANCE;
        } else if (isHash(declared)) {
            return dialect.family() == Family.S3 || body == null
                    ? new Payload.Hashed(declared.toLowerCase(Locale.ROOT))
                    : Payload.Open.INSTANCE;
        } else if (dialect.family() != Family.S3) {
            return Payload.Open.INSTANCE;
        }
        boolean trailer = declared.endsWith("-TRAILER");
        if (declared.startsWith("STREAMING-UNSIGNED")) {
            return new Payload.Chunked(null, trailer);
        }
        boolean asymmetric = declared.startsWith("STREAMING-" + Algorithm.ECDSA.text());
        if (asymmetric != (claim.algorithm() == Algorithm.ECDSA)) {
            throw Refusals.of(new AuthenticationFailure.BadContentHash(declared), dialect);
        }
        ChunkSeal seal = asymmetric
                ? ChunkSeal.asymmetric(claim, keys.publicKey(claim.scope().accessKeyId(), secret))
                : ChunkSeal.symmetric(claim, keys.of(secret, claim.scope()));
        return new Payload.Chunked(seal, trailer);
    }

    private void checkSignature(Claim.V4 claim, HttpHead head, String secret, String payloadHash, Dialect dialect) {
        boolean s3 = dialect.family() == Family.S3;
        boolean presigned = claim.placement() == Placement.QUERY;
        ByteText canonical =
                CanonicalRequest.of(head, s3, presigned, claim.signedHeaders(), payloadHash, Reading.USUAL);
        ByteText text = stringToSign(claim, canonical);
        if (matches(claim, secret, text)) {
            return;
        }
        int readings = Reading.count(head);
        for (int i = 1; i < readings; i++) {
            ByteText other =
                    CanonicalRequest.of(head, s3, presigned, claim.signedHeaders(), payloadHash, Reading.at(i));
            if (matches(claim, secret, stringToSign(claim, other))) {
                return;
            }
        }
        throw Refusals.of(
                new WrongSignature(
                        claim.scope().accessKeyId(), text.toString(), claim.signature(), canonical.toString()),
                dialect);
    }

    private static ByteText stringToSign(Claim.V4 claim, ByteText canonical) {
        return CanonicalRequest.stringToSign(
                claim.algorithm(), claim.timing().text(), claim.scope().text(), canonical);
    }

    private boolean matches(Claim.V4 claim, String secret, ByteText text) {
        if (claim.algorithm() == Algorithm.ECDSA) {
            byte[] bytes = java.util.Arrays.copyOf(text.array(), text.length());
            return SigV4a.verify(keys.publicKey(claim.scope().accessKeyId(), secret), bytes, claim.signature());
        }
        byte[] mac = keys.of(secret, claim.scope()).mac(text.array(), 0, text.length());
        byte[] computed = new byte[64];
        Sha256.hex(mac, computed, 0);
        return MessageDigest.isEqual(computed, claim.signature().getBytes(ISO_8859_1));
    }

    private Verified<P> verifyV2(Claim.V2 claim, HttpHead head, Dialect dialect) {
        if (dialect.family() != Family.S3) {
            throw Refusals.of(new Unreadable(Problem.UNSUPPORTED_SCHEME, claim.placement(), "AWS", ""), dialect);
        }
        Secrets.Secret<P> secret = secret(claim.key(), claim.token(), dialect);
        Instant wall = clock.wall();
        if (claim.expires() >= 0) {
            Instant end = Instant.ofEpochSecond(claim.expires());
            if (wall.isAfter(end)) {
                throw Refusals.of(new AuthenticationFailure.Expired(end, wall, -1), dialect);
            }
        } else {
            String amzDate = head.header("x-amz-date");
            String date = amzDate == null ? head.header("date") : amzDate;
            Optional<Instant> signed = date == null ? Optional.empty() : SigningTime.parseHttpDate(date.strip());
            if (signed.isEmpty()) {
                throw Refusals.of(new Unreadable(Problem.MISSING_DATE, claim.placement(), "", ""), dialect);
            }
            checkSkew(signed.get(), wall, dialect);
        }
        String text = SigV2.stringToSign(head, claim.expires());
        boolean right = SigV2.matches(secret.value(), text, claim.signature())
                || SigV2.otherStringToSign(head, claim.expires())
                        .filter(other -> SigV2.matches(secret.value(), other, claim.signature()))
                        .isPresent();
        if (!right) {
            throw Refusals.of(new WrongSignature(claim.key(), text, claim.signature(), null), dialect);
        }
        return new Verified<>(secret.holder(), claim, Payload.Open.INSTANCE);
    }

    /**
     * Verifies the signature over the policy of a POST form. The policy itself is for the caller to check.
     *
     * @param fields the form's fields by lower-case name
     * @return a claim placed in a form; with version 4 its timing says when the policy was signed
     * @throws ServiceException InvalidArgument for a missing field, or the refusals of {@link #verify}
     */
    public Verified<P> verifyForm(Map<String, String> fields, Dialect dialect) {
        try {
            Claim claim = FormClaim.of(fields);
            return switch (claim) {
                case Claim.V4 v4 -> verifyFormV4(v4, fields.getOrDefault("policy", ""), dialect);
                case Claim.V2 v2 -> verifyFormV2(v2, fields.getOrDefault("policy", ""), dialect);
                case Claim.Anonymous _, Claim.Malformed _ ->
                    throw Refusals.of(new AuthenticationFailure.MissingToken(), dialect);
            };
        } catch (ClaimReader.UnreadableClaim unreadable) {
            throw Refusals.of(unreadable.failure(), dialect);
        }
    }

    private Verified<P> verifyFormV4(Claim.V4 claim, String policy, Dialect dialect) {
        checkScope(claim, dialect);
        Secrets.Secret<P> secret = secret(claim.scope().accessKeyId(), claim.token(), dialect);
        byte[] text = policy.getBytes(UTF_8);
        byte[] computed = new byte[64];
        Sha256.hex(keys.of(secret.value(), claim.scope()).mac(text), computed, 0);
        if (!MessageDigest.isEqual(computed, claim.signature().getBytes(ISO_8859_1))) {
            throw Refusals.of(
                    new WrongSignature(claim.scope().accessKeyId(), policy, claim.signature(), null), dialect);
        }
        return new Verified<>(secret.holder(), claim, Payload.Open.INSTANCE);
    }

    private Verified<P> verifyFormV2(Claim.V2 claim, String policy, Dialect dialect) {
        Secrets.Secret<P> secret = secret(claim.key(), claim.token(), dialect);
        if (!SigV2.matches(secret.value(), policy, claim.signature())) {
            throw Refusals.of(new WrongSignature(claim.key(), policy, claim.signature(), null), dialect);
        }
        return new Verified<>(secret.holder(), claim, Payload.Open.INSTANCE);
    }
}
