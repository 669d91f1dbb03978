package dev.nephele.wire.auth;

import dev.nephele.wire.auth.AuthenticationFailure.Problem;
import dev.nephele.wire.auth.AuthenticationFailure.Unreadable;
import dev.nephele.wire.auth.Claim.Algorithm;
import dev.nephele.wire.auth.Claim.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads claims: {@code Authorization} headers and the query parameters of presigned requests, of both versions. */
final class ClaimReader {
    /** The longest life of a presigned request, in seconds (S3 API Reference, X-Amz-Expires). */
    static final long LONGEST_PRESIGNED = 604_800;

    private static final String V4_PREFIX = "AWS4-";

    private ClaimReader() {}

    static Claim read(HttpHead head) {
        try {
            return readAny(head);
        } catch (UnreadableClaim unreadable) {
            return new Claim.Malformed(unreadable.failure());
        }
    }

    private static Claim readAny(HttpHead head) throws UnreadableClaim {
        String authorization = null;
        int count = head.headerCount();
        for (int i = 0; i < count; i++) {
            if ("authorization".equalsIgnoreCase(head.headerName(i))) {
                if (authorization != null) {
                    throw new UnreadableClaim(Problem.TWO_SIGNATURES, Placement.HEADER, authorization);
                }
                authorization = head.headerValue(i);
            }
        }
        QueryParameters query = signatureParameters(head.query());
        if (authorization == null) {
            if (query == null || !query.hasSignature()) {
                return Claim.Anonymous.INSTANCE;
            }
            return query.isV4() ? readV4Query(query, head) : readV2Query(query);
        }
        if (query != null && query.hasWholeSignature()) {
            throw new UnreadableClaim(Problem.TWO_SIGNATURES, Placement.HEADER, authorization);
        }
        return readHeader(authorization.strip(), head);
    }

    private static Claim readHeader(String authorization, HttpHead head) throws UnreadableClaim {
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? authorization : authorization.substring(0, space);
        String rest = space < 0 ? "" : authorization.substring(space + 1);
        if (scheme.equals(Algorithm.HMAC.text())) {
            return readV4Header(Algorithm.HMAC, rest, head);
        } else if (scheme.equals(Algorithm.ECDSA.text())) {
            return readV4Header(Algorithm.ECDSA, rest, head);
        } else if (scheme.equals("AWS")) {
            return readV2Header(rest.strip(), head);
        }
        Problem problem = scheme.startsWith(V4_PREFIX) ? Problem.UNSUPPORTED_ALGORITHM : Problem.UNSUPPORTED_SCHEME;
        throw new UnreadableClaim(problem, Placement.HEADER, scheme);
    }

    private static Claim readV4Header(Algorithm algorithm, String parts, HttpHead head) throws UnreadableClaim {
        String credential = null;
        String signedHeaders = null;
        String signature = null;
        int at = 0;
        while (at < parts.length()) {
            int comma = parts.indexOf(',', at);
            int end = comma < 0 ? parts.length() : comma;
            String part = parts.substring(at, end).strip();
            at = end + 1;
            if (part.startsWith("Credential=")) {
                credential = part.substring(11);
            } else if (part.startsWith("SignedHeaders=")) {
                signedHeaders = part.substring(14);
            } else if (part.startsWith("Signature=")) {
                signature = part.substring(10);
            } else if (part.indexOf('=') <= 0) {
                throw new UnreadableClaim(Problem.NOT_KEY_VALUE, Placement.HEADER, part);
            }
        }
        if (credential == null || signedHeaders == null || signature == null) {
            throw new UnreadableClaim(
                    Problem.MISSING_PART, Placement.HEADER, missing(credential, signedHeaders, signature));
        }
        String date = head.header("x-amz-date");
        return readV4(
                new Parts(Placement.HEADER, algorithm, credential, signedHeaders, signature),
                date == null ? null : date.strip(),
                -1,
                head.header("x-amz-security-token"),
                head);
    }

    private static String missing(@Nullable String credential, @Nullable String headers, @Nullable String signature) {
        List<String> names = new ArrayList<>(3);
        if (credential == null) {
            names.add("Credential");
        }
        if (signature == null) {
            names.add("Signature");
        }
        if (headers == null) {
            names.add("SignedHeaders");
        }
        return String.join(",", names);
    }

    private record Parts(
            Placement placement, Algorithm algorithm, String credential, String signedHeaders, String signature) {
        UnreadableClaim bad(Problem problem, String subject, String expected) {
            return new UnreadableClaim(problem, placement, subject, expected);
        }
    }

    private static Claim readV4(
            Parts parts, @Nullable String amzDate, long expires, @Nullable String token, HttpHead head)
            throws UnreadableClaim {
        String date = amzDate;
        Optional<Instant> signed = Optional.empty();
        if (date != null) {
            signed = SigningTime.parse(date);
        } else if (parts.placement() == Placement.HEADER) {
            String httpDate = head.header("date");
            if (httpDate != null) {
                signed = SigningTime.parseHttpDate(httpDate.strip());
                date = signed.map(SigningTime::format).orElse(httpDate);
            }
        }
        if (date == null) {
            throw parts.bad(Problem.MISSING_DATE, "", "");
        } else if (signed.isEmpty()) {
            throw parts.bad(Problem.BAD_DATE, date, "");
        }
        CredentialScope scope =
                parts.algorithm() == Algorithm.HMAC ? symmetricScope(parts) : regionSetScope(parts, head);
        if (!date.startsWith(scope.date())) {
            throw parts.bad(Problem.DATE_MISMATCH, scope.date(), date);
        }
        Claim.Timing timing = new Claim.Timing(date, signed.get(), expires);
        return new Claim.V4(
                parts.placement(), parts.algorithm(), scope, parts.signedHeaders(), parts.signature(), timing, token);
    }

    /** The scope of a credential parameter, {@code AKID/date/region/service/aws4_request}. */
    static CredentialScope symmetricScope(Placement placement, String credential) throws UnreadableClaim {
        return symmetricScope(new Parts(placement, Algorithm.HMAC, credential, "", ""));
    }

    private static CredentialScope symmetricScope(Parts parts) throws UnreadableClaim {
        String credential = parts.credential();
        int terminator = credential.lastIndexOf('/');
        int service = credential.lastIndexOf('/', terminator - 1);
        int region = credential.lastIndexOf('/', service - 1);
        int date = credential.lastIndexOf('/', region - 1);
        if (date < 0 || credential.indexOf('/') != date) {
            throw parts.bad(Problem.BAD_CREDENTIAL, credential, "");
        }
        return checkedScope(
                parts,
                credential.substring(0, date),
                credential.substring(date + 1, region),
                credential.substring(region + 1, service),
                credential.substring(service + 1, terminator),
                credential.substring(date + 1));
    }

    private static CredentialScope checkedScope(
            Parts parts, String accessKey, String date, String region, String service, String text)
            throws UnreadableClaim {
        String terminator = text.substring(text.lastIndexOf('/') + 1);
        if (accessKey.isEmpty()) {
            throw parts.bad(Problem.EMPTY_ACCESS_KEY, parts.credential(), "");
        } else if (region.isEmpty() || service.isEmpty()) {
            throw parts.bad(Problem.BAD_CREDENTIAL, parts.credential(), "");
        } else if (!SigningTime.isDate(date)) {
            throw parts.bad(Problem.BAD_DATE_IN_SCOPE, date, "yyyyMMdd");
        } else if (!terminator.equals(CredentialScope.TERMINATOR)) {
            throw parts.bad(Problem.BAD_TERMINATOR, terminator, CredentialScope.TERMINATOR);
        }
        return new CredentialScope(accessKey, date, region, service, text);
    }

    /** {@code AKID/date/service/aws4_request} with the Regions in a header or parameter of their own. */
    private static CredentialScope regionSetScope(Parts parts, HttpHead head) throws UnreadableClaim {
        String credential = parts.credential();
        int terminator = credential.lastIndexOf('/');
        int service = credential.lastIndexOf('/', terminator - 1);
        int date = credential.lastIndexOf('/', service - 1);
        if (date < 0 || credential.indexOf('/') != date) {
            throw parts.bad(Problem.BAD_CREDENTIAL, credential, "");
        }
        String set = head.header("x-amz-region-set");
        if (parts.placement() == Placement.QUERY) {
            set = QueryParameters.value(head.query(), "X-Amz-Region-Set");
        }
        if (set == null || set.isBlank()) {
            throw parts.bad(Problem.MISSING_PART, "X-Amz-Region-Set", "");
        }
        return checkedScope(
                parts,
                credential.substring(0, date),
                credential.substring(date + 1, service),
                set.strip(),
                credential.substring(service + 1, terminator),
                credential.substring(date + 1));
    }

    private static Claim readV2Header(String rest, HttpHead head) throws UnreadableClaim {
        int colon = rest.lastIndexOf(':');
        if (colon <= 0 || colon == rest.length() - 1) {
            throw new UnreadableClaim(Problem.NOT_KEY_VALUE, Placement.HEADER, rest, "V2");
        }
        return new Claim.V2(
                Placement.HEADER,
                rest.substring(0, colon),
                rest.substring(colon + 1),
                -1,
                head.header("x-amz-security-token"));
    }

    /** The parameters of a query that may carry a signature, or null if it surely carries none. */
    private static @Nullable QueryParameters signatureParameters(String query) {
        return query.contains("Signature") || query.contains("X-Amz-") || query.contains("AWSAccess")
                ? QueryParameters.of(query)
                : null;
    }

    private static Claim readV4Query(QueryParameters query, HttpHead head) throws UnreadableClaim {
        String algorithm = query.get("X-Amz-Algorithm");
        String credential = query.get("X-Amz-Credential");
        String signedHeaders = query.get("X-Amz-SignedHeaders");
        String signature = query.get("X-Amz-Signature");
        String date = query.get("X-Amz-Date");
        String life = query.get("X-Amz-Expires");
        if (algorithm == null || credential == null || signedHeaders == null || signature == null || date == null) {
            throw new UnreadableClaim(Problem.MISSING_PART, Placement.QUERY, query.missingOfV4());
        }
        Algorithm known = algorithm.equals(Algorithm.HMAC.text())
                ? Algorithm.HMAC
                : algorithm.equals(Algorithm.ECDSA.text()) ? Algorithm.ECDSA : null;
        if (known == null) {
            throw new UnreadableClaim(Problem.UNSUPPORTED_ALGORITHM, Placement.QUERY, algorithm);
        }
        long expires = -1;
        if (life != null) {
            if (!life.matches("-?[0-9]{1,15}")) {
                throw new UnreadableClaim(Problem.EXPIRES_NOT_A_NUMBER, Placement.QUERY, life);
            }
            expires = Long.parseLong(life);
            if (expires < 0) {
                throw new UnreadableClaim(Problem.EXPIRES_NEGATIVE, Placement.QUERY, life);
            } else if (expires > LONGEST_PRESIGNED) {
                throw new UnreadableClaim(Problem.EXPIRES_TOO_LONG, Placement.QUERY, life);
            }
        }
        Parts parts = new Parts(Placement.QUERY, known, credential, signedHeaders, signature);
        return readV4(parts, date, expires, query.get("X-Amz-Security-Token"), head);
    }

    private static Claim readV2Query(QueryParameters query) throws UnreadableClaim {
        String key = query.get("AWSAccessKeyId");
        String signature = query.get("Signature");
        String expires = query.get("Expires");
        if (key == null || signature == null || expires == null || key.isEmpty()) {
            throw new UnreadableClaim(Problem.MISSING_PART, Placement.QUERY, "Signature", "V2");
        } else if (!expires.matches("[0-9]{1,15}")) {
            throw new UnreadableClaim(Problem.EXPIRES_NOT_A_NUMBER, Placement.QUERY, expires, "V2");
        }
        return new Claim.V2(
                Placement.QUERY, key, signature, Long.parseLong(expires), query.get("x-amz-security-token"));
    }

    /** Leaves the reading of a claim at the first thing that is wrong with it. */
    static final class UnreadableClaim extends Exception {
        private static final long serialVersionUID = 1;

        private final transient AuthenticationFailure failure;

        UnreadableClaim(Problem problem, Placement placement, String subject, String expected) {
            super(problem.name(), null, false, false);
            this.failure = new Unreadable(problem, placement, subject, expected);
        }

        UnreadableClaim(Problem problem, Placement placement, String subject) {
            this(problem, placement, subject, "");
        }

        AuthenticationFailure failure() {
            return failure;
        }
    }
}
