package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.AuthenticationFailure.Unreadable;
import dev.nephele.wire.auth.AuthenticationFailure.WrongSignature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Failures of authentication in S3's words, with the elements its errors carry. */
final class S3Refusals {
    private static final String EXPECTED_CREDENTIAL =
            "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".";

    private S3Refusals() {}

    static ServiceException of(AuthenticationFailure failure, Dialect dialect) {
        return switch (failure) {
            case AuthenticationFailure.MissingToken _ -> denied("Access Denied");
            case AuthenticationFailure.UnknownKey unknown ->
                error("InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records.")
                        .with("AWSAccessKeyId", unknown.accessKeyId());
            case AuthenticationFailure.InvalidToken invalid ->
                token(
                        error("InvalidToken", 400, "The provided token is malformed or otherwise invalid."),
                        invalid.token());
            case AuthenticationFailure.ExpiredToken expired ->
                token(error("ExpiredToken", 400, "The provided token has expired."), expired.token());
            case WrongSignature wrong -> wrongSignature(wrong);
            case AuthenticationFailure.Skewed skewed ->
                error(
                                "RequestTimeTooSkewed",
                                403,
                                "The difference between the request time and the current time is too large.")
                        .with("RequestTime", SigningTime.format(skewed.request()))
                        .with("ServerTime", time(skewed.server()))
                        .with(
                                "MaxAllowedSkewMilliseconds",
                                String.valueOf(skewed.window().toMillis()));
            case AuthenticationFailure.Expired expired -> expired(expired);
            case AuthenticationFailure.NotYetValid early ->
                denied("Request is not yet valid").with("ServerTime", time(early.server()));
            case AuthenticationFailure.HeadersNotSigned unsigned ->
                denied("There were headers present in the request which were not signed")
                        .with("HeadersNotSigned", String.join(", ", unsigned.names()));
            case AuthenticationFailure.BadContentHash bad -> badContentHash(bad.value());
            case Unreadable unreadable -> unreadable(unreadable, dialect);
        };
    }

    private static ServiceException invalidArgument(String message, String name, String value) {
        return ServiceException.of("InvalidArgument", 400, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ServiceException error(String code, int status, String message) {
        return ServiceException.of(code, status, message);
    }

    private static ServiceException denied(String message) {
        return error("AccessDenied", 403, message);
    }

    private static ServiceException token(ServiceException error, @Nullable String token) {
        return token == null ? error : error.with("Token-0", token);
    }

    private static ServiceException expired(AuthenticationFailure.Expired expired) {
        ServiceException error = denied("Request has expired");
        if (expired.seconds() >= 0) {
            error.with("X-Amz-Expires", String.valueOf(expired.seconds()));
        }
        return error.with("Expires", time(expired.at())).with("ServerTime", time(expired.server()));
    }

    private static ServiceException wrongSignature(WrongSignature wrong) {
        ServiceException error = error(
                        "SignatureDoesNotMatch",
                        403,
                        "The request signature we calculated does not match the signature you provided. Check your key"
                                + " and signing method.")
                .with("AWSAccessKeyId", wrong.accessKeyId())
                .with("StringToSign", wrong.stringToSign())
                .with("SignatureProvided", wrong.signatureProvided())
                .with("StringToSignBytes", bytes(wrong.stringToSign()));
        String canonical = wrong.canonicalRequest();
        return canonical == null
                ? error
                : error.with("CanonicalRequest", canonical).with("CanonicalRequestBytes", bytes(canonical));
    }

    private static String bytes(String text) {
        return HexFormat.ofDelimiter(" ").formatHex(text.getBytes(UTF_8));
    }

    private static ServiceException badContentHash(@Nullable String value) {
        return value == null
                ? error("InvalidRequest", 400, "Missing required header for this request: x-amz-content-sha256")
                : invalidArgument(
                        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                                + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,"
                                + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD,"
                                + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
                        "x-amz-content-sha256",
                        value);
    }

    private static ServiceException unreadable(Unreadable unreadable, Dialect dialect) {
        String subject = unreadable.subject();
        return switch (unreadable.problem()) {
            case UNSUPPORTED_SCHEME, UNSUPPORTED_ALGORITHM ->
                unreadable.placement() == Claim.Placement.HEADER
                        ? invalidArgument("Unsupported Authorization Type", "Authorization", subject)
                        : query("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"");
            case TWO_SIGNATURES ->
                invalidArgument(
                        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query"
                                + " string parameter or the Authorization header should be specified",
                        "Authorization",
                        subject);
            case NOT_KEY_VALUE ->
                unreadable.expected().isEmpty()
                        ? malformed(unreadable, "the authorization component \"" + subject + "\" is malformed.")
                        : invalidArgument(
                                "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature",
                                "Authorization",
                                subject);
            case MISSING_PART -> missingPart(unreadable);
            case BAD_CREDENTIAL -> malformed(unreadable, EXPECTED_CREDENTIAL);
            case EMPTY_ACCESS_KEY ->
                malformed(unreadable, "a non-empty Access Key (AKID) must be provided in the credential.");
            case BAD_DATE_IN_SCOPE ->
                malformed(
                        unreadable,
                        "incorrect date format \"" + subject
                                + "\". This date in the credential must be in the format \"yyyyMMdd\".");
            case BAD_TERMINATOR ->
                malformed(unreadable, "incorrect terminal \"" + subject + "\". This endpoint uses \"aws4_request\".");
            case WRONG_SERVICE ->
                malformed(
                        unreadable,
                        "incorrect service \"" + subject + "\". This endpoint belongs to \""
                                + dialect.signingNames().getFirst() + "\".");
            case WRONG_REGION -> wrongRegion(unreadable);
            case DATE_MISMATCH ->
                malformed(
                        unreadable,
                        "Invalid credential date \"" + subject + "\". This date is not the same as X-Amz-Date: \""
                                + unreadable.expected().substring(0, 8) + "\".");
            case MISSING_DATE -> denied("AWS authentication requires a valid Date or x-amz-date header");
            case BAD_DATE ->
                unreadable.placement() == Claim.Placement.HEADER
                        ? denied("AWS authentication requires a valid Date or x-amz-date header")
                        : query("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
            case EXPIRES_NOT_A_NUMBER ->
                unreadable.expected().isEmpty()
                        ? query("X-Amz-Expires should be a number")
                        : denied("Invalid date (should be seconds since epoch): " + subject);
            case EXPIRES_NEGATIVE -> query("X-Amz-Expires must be non-negative");
            case EXPIRES_TOO_LONG ->
                query("X-Amz-Expires must be less than a week (in seconds); that is, the given"
                        + " X-Amz-Expires must be less than 604800 seconds");
        };
    }

    private static ServiceException wrongRegion(Unreadable unreadable) {
        String expected = unreadable.expected();
        return malformed(unreadable, "the region '" + unreadable.subject() + "' is wrong; expecting '" + expected + "'")
                .with("Region", expected);
    }

    private static ServiceException missingPart(Unreadable unreadable) {
        if (unreadable.placement() == Claim.Placement.HEADER) {
            return malformed(
                    unreadable,
                    "the authorization header requires three components: Credential, SignedHeaders, and Signature.");
        } else if (unreadable.expected().isEmpty()) {
            return query("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                    + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        }
        return denied("Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
    }

    private static ServiceException query(String message) {
        return error("AuthorizationQueryParametersError", 400, message);
    }

    private static ServiceException malformed(Unreadable unreadable, String reason) {
        return unreadable.placement() == Claim.Placement.HEADER
                ? error("AuthorizationHeaderMalformed", 400, "The authorization header is malformed; " + reason)
                : query("Error parsing the X-Amz-Credential parameter; " + reason);
    }
}
