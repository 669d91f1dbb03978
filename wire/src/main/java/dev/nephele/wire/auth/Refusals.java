package dev.nephele.wire.auth;

import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.AuthenticationFailure.ExpiredToken;
import dev.nephele.wire.auth.AuthenticationFailure.Skewed;
import dev.nephele.wire.auth.AuthenticationFailure.Unreadable;
import dev.nephele.wire.auth.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Failures of authentication as each family of services answers them. Codes, statuses and windows were measured on AWS
 * (2026-09); texts are AWS's, as its SDK issue trackers and reference pages quote them. S3 has its own ({@link
 * S3Refusals}).
 */
public final class Refusals {
    private static final String INVALID_TOKEN = "The security token included in the request is invalid.";
    private static final String WRONG_SIGNATURE =
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access"
                    + " Key and signing method. Consult the service documentation for details.";
    private static final String EC2_FAILURE = "AWS was not able to validate the provided access credentials";

    private Refusals() {}

    /** The answer of a service to a request that is not authenticated. */
    public static ServiceException of(AuthenticationFailure failure, Dialect dialect) {
        return switch (dialect.family()) {
            case S3 -> S3Refusals.of(failure, dialect);
            case EC2 -> ec2(failure, dialect);
            case QUERY, REST_XML -> named(failure, dialect, "", 403, 400);
            case JSON -> named(failure, dialect, "Exception", 400, 400);
            case REST_JSON -> named(failure, dialect, "Exception", 403, 403);
        };
    }

    private static ServiceException ec2(AuthenticationFailure failure, Dialect dialect) {
        return switch (failure) {
            case AuthenticationFailure.MissingToken _ ->
                ServiceException.of("MissingParameter", 400, "The request must contain the parameter AWSAccessKeyId");
            case ExpiredToken _, Skewed _, AuthenticationFailure.Expired _, AuthenticationFailure.NotYetValid _ ->
                ServiceException.of("RequestExpired", 400, "Request has expired.");
            case Unreadable unreadable
            when !isScope(unreadable) ->
                ServiceException.of("IncompleteSignature", 400, unreadableText(unreadable, dialect));
            case AuthenticationFailure _ -> ServiceException.of("AuthFailure", 401, EC2_FAILURE);
        };
    }

    private static ServiceException named(
            AuthenticationFailure failure, Dialect dialect, String suffix, int status, int incompleteStatus) {
        String mismatch = suffix.isEmpty() ? "SignatureDoesNotMatch" : "InvalidSignatureException";
        return switch (failure) {
            case AuthenticationFailure.MissingToken _ ->
                ServiceException.of("MissingAuthenticationToken" + suffix, status, missingText(dialect));
            case AuthenticationFailure.UnknownKey _, AuthenticationFailure.InvalidToken _ ->
                ServiceException.of(
                        suffix.isEmpty() ? "InvalidClientTokenId" : "UnrecognizedClientException",
                        status,
                        INVALID_TOKEN);
            case ExpiredToken _ ->
                ServiceException.of(
                        "ExpiredToken" + suffix, status, "The security token included in the request is expired");
            case AuthenticationFailure.WrongSignature _, AuthenticationFailure.BadContentHash _ ->
                ServiceException.of(mismatch, status, WRONG_SIGNATURE);
            case Skewed skewed -> ServiceException.of(mismatch, status, skewText(skewed));
            case AuthenticationFailure.Expired expired ->
                ServiceException.of(
                        mismatch,
                        status,
                        "Signature expired: " + SigningTime.format(expired.at()) + " is now earlier than "
                                + SigningTime.format(expired.server()));
            case AuthenticationFailure.NotYetValid _ ->
                ServiceException.of(mismatch, status, "Request is not yet valid");
            case AuthenticationFailure.HeadersNotSigned unsigned ->
                ServiceException.of(mismatch, status, unsignedText(unsigned));
            case Unreadable unreadable
            when unreadable.problem() == AuthenticationFailure.Problem.UNSUPPORTED_SCHEME ->
                ServiceException.of("MissingAuthenticationToken" + suffix, status, missingText(dialect));
            case Unreadable unreadable ->
                isScope(unreadable)
                        ? ServiceException.of(mismatch, status, unreadableText(unreadable, dialect))
                        : ServiceException.of(
                                "IncompleteSignature" + suffix, incompleteStatus, unreadableText(unreadable, dialect));
        };
    }

    private static String missingText(Dialect dialect) {
        return dialect.family() == Dialect.Family.QUERY
                ? "Request is missing Authentication Token"
                : "Missing Authentication Token";
    }

    private static String skewText(Skewed skewed) {
        String request = SigningTime.format(skewed.request());
        String server = SigningTime.format(skewed.server());
        long minutes = skewed.window().toMinutes();
        return skewed.request().isBefore(skewed.server())
                ? "Signature expired: " + request + " is now earlier than "
                        + SigningTime.format(skewed.server().minus(minutes, ChronoUnit.MINUTES)) + " (" + server + " - "
                        + minutes + " min.)"
                : "Signature not yet current: " + request + " is still later than "
                        + SigningTime.format(skewed.server().plus(minutes, ChronoUnit.MINUTES)) + " (" + server + " + "
                        + minutes + " min.)";
    }

    private static String unsignedText(AuthenticationFailure.HeadersNotSigned unsigned) {
        String name = unsigned.names().getFirst();
        if (name.equals("host")) {
            return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
        }
        StringBuilder title = new StringBuilder(name);
        for (int i = 0; i < title.length(); i++) {
            if (i == 0 || title.charAt(i - 1) == '-') {
                title.setCharAt(i, Character.toUpperCase(title.charAt(i)));
            }
        }
        return "'" + title + "' must be a 'SignedHeader' in the AWS Authorization.";
    }

    /** Whether the parameters could be read but name something else than this endpoint or time. */
    private static boolean isScope(Unreadable unreadable) {
        return switch (unreadable.problem()) {
            case BAD_TERMINATOR, WRONG_SERVICE, WRONG_REGION, DATE_MISMATCH, BAD_DATE_IN_SCOPE -> true;
            case UNSUPPORTED_SCHEME,
                    UNSUPPORTED_ALGORITHM,
                    TWO_SIGNATURES,
                    NOT_KEY_VALUE,
                    MISSING_PART,
                    BAD_CREDENTIAL,
                    EMPTY_ACCESS_KEY,
                    MISSING_DATE,
                    BAD_DATE,
                    EXPIRES_NOT_A_NUMBER,
                    EXPIRES_NEGATIVE,
                    EXPIRES_TOO_LONG -> false;
        };
    }

    private static String unreadableText(Unreadable unreadable, Dialect dialect) {
        String subject = unreadable.subject();
        return switch (unreadable.problem()) {
            case UNSUPPORTED_SCHEME, UNSUPPORTED_ALGORITHM -> "Unsupported AWS 'algorithm': '" + subject + "'.";
            case TWO_SIGNATURES ->
                "Authorization header and query string authentication parameters may not both be used.";
            case NOT_KEY_VALUE ->
                "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded"
                        + " with Base64): '" + hashed(subject) + "'.";
            case MISSING_PART -> missingPartText(unreadable);
            case BAD_CREDENTIAL ->
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '"
                        + subject + "'";
            case EMPTY_ACCESS_KEY -> "Credential must have a non-empty key id, got '" + subject + "'";
            case BAD_DATE_IN_SCOPE, DATE_MISMATCH ->
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '" + subject
                        + "' != '"
                        + unreadable
                                .expected()
                                .substring(0, Math.min(8, unreadable.expected().length()))
                        + "', from '" + unreadable.expected() + "'. ";
            case BAD_TERMINATOR ->
                "Credential should be scoped with a valid terminator: 'aws4_request', not '" + subject + "'. ";
            case WRONG_SERVICE ->
                "Credential should be scoped to correct service: '"
                        + dialect.signingNames().getFirst() + "'. ";
            case WRONG_REGION -> "Credential should be scoped to a valid region. ";
            case MISSING_DATE -> "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";
            case BAD_DATE ->
                "Date must be in ISO-8601 'basic format'. Got '" + subject
                        + "'. See http://en.wikipedia.org/wiki/ISO_8601";
            case EXPIRES_NOT_A_NUMBER -> "X-Amz-Expires should be a number";
            case EXPIRES_NEGATIVE -> "X-Amz-Expires must be non-negative";
            case EXPIRES_TOO_LONG ->
                "X-Amz-Expires must be less than a week (in seconds); that is, the given"
                        + " X-Amz-Expires must be less than 604800 seconds";
        };
    }

    private static String missingPartText(Unreadable unreadable) {
        String where = unreadable.placement() == Claim.Placement.HEADER ? "Authorization header" : "AWS query-string";
        String prefix = unreadable.placement() == Claim.Placement.HEADER ? "" : "X-Amz-";
        StringBuilder text = new StringBuilder();
        for (String part : unreadable.subject().split(",", -1)) {
            if (!text.isEmpty()) {
                text.append(' ');
            }
            text.append(where).append(" requires '").append(prefix).append(part).append("' parameter.");
        }
        return text.toString();
    }

    private static String hashed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(Sha256.hash(bytes, 0, bytes.length));
    }
}
