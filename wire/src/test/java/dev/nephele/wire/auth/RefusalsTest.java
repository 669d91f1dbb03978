package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.Dialect.Family;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which code, status and text each family answers, as measured on AWS. */
class RefusalsTest {
    private static final byte[] BODY = "body".getBytes(UTF_8);

    private static Map<String, String> signed(Signer signer, Instant time) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "localhost");
        return signer.headers(new Signer.Draft("POST", "/", "", headers), BODY, time);
    }

    private static Signer signer(String key, String secret, Dialect dialect) {
        return Signer.of(key, secret, "us-east-1", dialect.signingNames().getFirst());
    }

    private static ServiceException refusal(Map<String, String> headers, Dialect dialect) {
        HttpHead head = Fixture.head("POST", "/", "", headers);
        return Fixture.refusal(() -> Fixture.at(Fixture.TIME).verify(Claim.of(head), head, BODY, dialect));
    }

    private static Dialect dialect(Family family) {
        return switch (family) {
            case S3 -> Fixture.S3;
            case QUERY -> Dialect.of(family, "sts").withWindow(Duration.ofMinutes(15));
            case JSON, REST_JSON, REST_XML, EC2 -> Dialect.of(family, "kms");
        };
    }

    @ParameterizedTest
    @CsvSource({
        "QUERY, InvalidClientTokenId, 403",
        "JSON, UnrecognizedClientException, 400",
        "REST_JSON, UnrecognizedClientException, 403",
        "REST_XML, InvalidClientTokenId, 403",
        "S3, InvalidAccessKeyId, 403",
        "EC2, AuthFailure, 401"
    })
    void refusesUnknownAndInactiveKeys(Family family, String code, int status) {
        Dialect dialect = dialect(family);
        for (String key : new String[] {"AKIAUNKNOWN", "AKIAINACTIVE"}) {
            ServiceException refusal = refusal(signed(signer(key, "any", dialect), Fixture.TIME), dialect);
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "QUERY, SignatureDoesNotMatch, 403",
        "JSON, InvalidSignatureException, 400",
        "REST_JSON, InvalidSignatureException, 403",
        "REST_XML, SignatureDoesNotMatch, 403",
        "S3, SignatureDoesNotMatch, 403",
        "EC2, AuthFailure, 401"
    })
    void refusesAWrongSecret(Family family, String code, int status) {
        Dialect dialect = dialect(family);
        ServiceException refusal = refusal(signed(signer(Fixture.KEY, "wrong", dialect), Fixture.TIME), dialect);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "QUERY, ExpiredToken, 403",
        "JSON, ExpiredTokenException, 400",
        "REST_JSON, ExpiredTokenException, 403",
        "REST_XML, ExpiredToken, 403",
        "S3, ExpiredToken, 400",
        "EC2, RequestExpired, 400"
    })
    void refusesExpiredSessions(Family family, String code, int status) {
        Dialect dialect = dialect(family);
        Signer signer = signer(Fixture.EXPIRED_KEY, Fixture.SECRET, dialect).withToken("token");
        ServiceException refusal = refusal(signed(signer, Fixture.TIME), dialect);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "QUERY, InvalidClientTokenId, 403",
        "JSON, UnrecognizedClientException, 400",
        "REST_JSON, UnrecognizedClientException, 403",
        "S3, InvalidToken, 400",
        "EC2, AuthFailure, 401"
    })
    void refusesAForeignToken(Family family, String code, int status) {
        Dialect dialect = dialect(family);
        Signer signer = signer(Fixture.SESSION_KEY, Fixture.SECRET, dialect).withToken("other");
        ServiceException refusal = refusal(signed(signer, Fixture.TIME), dialect);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "QUERY, MissingAuthenticationToken, 403",
        "JSON, MissingAuthenticationTokenException, 400",
        "REST_JSON, MissingAuthenticationTokenException, 403",
        "REST_XML, MissingAuthenticationToken, 403",
        "S3, AccessDenied, 403",
        "EC2, MissingParameter, 400"
    })
    void refusesRequestsWithoutSignature(Family family, String code, int status) {
        ServiceException refusal = refusal(Map.of("Host", "localhost"), dialect(family));
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.status()).isEqualTo(status);
    }

    @Test
    void showsInS3WhatWasSigned() {
        Map<String, String> headers = signed(signer(Fixture.KEY, "wrong", Fixture.S3), Fixture.TIME);
        Map<String, String> details = refusal(headers, Fixture.S3).details();
        assertThat(details.keySet())
                .containsExactly(
                        "AWSAccessKeyId",
                        "StringToSign",
                        "SignatureProvided",
                        "StringToSignBytes",
                        "CanonicalRequest",
                        "CanonicalRequestBytes");
        assertThat(details.get("CanonicalRequest")).startsWith("POST\n/\n\nhost:localhost\n");
        assertThat(details.get("StringToSignBytes")).startsWith("41 57 53 34 2d ");
    }

    @Test
    void namesTheWindowOfALateRequest() {
        Dialect sts = dialect(Family.QUERY);
        ServiceException late =
                refusal(signed(signer(Fixture.KEY, Fixture.SECRET, sts), Fixture.TIME.minusSeconds(901)), sts);
        assertThat(late.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(late.text())
                .contains(
                        "Signature expired: 20150830T122059Z is now earlier than 20150830T122100Z (20150830T123600Z - 15"
                                + " min.)");
        ServiceException early =
                refusal(signed(signer(Fixture.KEY, Fixture.SECRET, sts), Fixture.TIME.plusSeconds(901)), sts);
        assertThat(early.text())
                .contains("Signature not yet current: 20150830T125101Z is still later than 20150830T125100Z"
                        + " (20150830T123600Z + 15 min.)");
    }

    @Test
    void keepsAShorterWindowWhereAwsDoes() {
        Dialect kms = dialect(Family.JSON);
        ServiceException late =
                refusal(signed(signer(Fixture.KEY, Fixture.SECRET, kms), Fixture.TIME.minusSeconds(301)), kms);
        assertThat(late.code()).isEqualTo("InvalidSignatureException");
        assertThat(late.text().orElseThrow()).endsWith("(20150830T123600Z - 5 min.)");
    }

    @Test
    void tellsS3ClientsTheirSkew() {
        ServiceException skewed = refusal(
                signed(signer(Fixture.KEY, Fixture.SECRET, Fixture.S3), Fixture.TIME.minusSeconds(1_000)), Fixture.S3);
        assertThat(skewed.code()).isEqualTo("RequestTimeTooSkewed");
        assertThat(skewed.details())
                .containsEntry("RequestTime", "20150830T121920Z")
                .containsEntry("ServerTime", "2015-08-30T12:36:00Z")
                .containsEntry("MaxAllowedSkewMilliseconds", "900000");
    }

    @Test
    void refusesScopesOfOtherServicesAndRegions() {
        Dialect sts = dialect(Family.QUERY);
        Map<String, String> other = signed(Signer.of(Fixture.KEY, Fixture.SECRET, "us-east-1", "sqs"), Fixture.TIME);
        assertThat(refusal(other, sts).text()).contains("Credential should be scoped to correct service: 'sts'. ");
        Map<String, String> right = signed(Signer.of(Fixture.KEY, Fixture.SECRET, "us-east-1", "sts"), Fixture.TIME);
        assertThat(refusal(right, sts.inRegion("eu-west-1")).text())
                .contains("Credential should be scoped to a valid region. ");
        Map<String, String> s3 = signed(Signer.of(Fixture.KEY, Fixture.SECRET, "us-east-1", "s3"), Fixture.TIME);
        ServiceException region = refusal(s3, Fixture.S3.inRegion("eu-west-1"));
        assertThat(region.code()).isEqualTo("AuthorizationHeaderMalformed");
        assertThat(region.text())
                .contains(
                        "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'");
        assertThat(region.details()).containsEntry("Region", "eu-west-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer x|InvalidArgument|MissingAuthenticationTokenException",
                "AWS4-HMAC-SHA1 Credential=a|InvalidArgument|IncompleteSignatureException",
                "AWS4-HMAC-SHA256|AuthorizationHeaderMalformed|IncompleteSignatureException",
                "AWS4-HMAC-SHA256 what|AuthorizationHeaderMalformed|IncompleteSignatureException",
                "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0|AuthorizationHeaderMalformed|IncompleteSignatureException",
                "AWS4-HMAC-SHA256 Credential=a/20150830/r/s3/aws4, SignedHeaders=host, Signature=0|AuthorizationHeaderMalformed|InvalidSignatureException",
                "AWS4-HMAC-SHA256 Credential=a/20150829/r/s3/aws4_request, SignedHeaders=host, Signature=0|AuthorizationHeaderMalformed|InvalidSignatureException",
                "AWS nokey|InvalidArgument|MissingAuthenticationTokenException"
            })
    void namesWhatIsMalformed(String authorization, String s3Code, String jsonCode) {
        Map<String, String> headers =
                Map.of("Host", "localhost", "X-Amz-Date", "20150830T123600Z", "Authorization", authorization);
        assertThat(refusal(headers, Fixture.S3).code()).isEqualTo(s3Code);
        assertThat(refusal(headers, dialect(Family.JSON)).code()).isIn(jsonCode, "IncompleteSignatureException");
    }

    @Test
    void refusesTwoSignatures() {
        Map<String, String> headers = signed(signer(Fixture.KEY, Fixture.SECRET, Fixture.S3), Fixture.TIME);
        HttpHead head = Fixture.head("POST", "/", "X-Amz-Signature=0&X-Amz-Algorithm=a", headers);
        assertThat(Fixture.refusal(() -> Fixture.at(Fixture.TIME).verify(Claim.of(head), head, BODY, Fixture.S3))
                        .text()
                        .orElseThrow())
                .startsWith("Only one auth mechanism allowed;");
    }

    @Test
    void needsTheContentHashInS3() {
        Map<String, String> headers = Signer.of(Fixture.KEY, Fixture.SECRET, "us-east-1", "s3x")
                .headers(new Signer.Draft("POST", "/", "", Map.of("Host", "h")), BODY, Fixture.TIME);
        headers.replaceAll((name, value) -> value.replace("/s3x/", "/s3/"));
        assertThat(refusal(headers, Fixture.S3).text())
                .contains("Missing required header for this request: x-amz-content-sha256");
        Map<String, String> bad = Signer.of(Fixture.KEY, Fixture.SECRET, "us-east-1", "s3")
                .headers(new Signer.Draft("POST", "/", "", Map.of("Host", "h")), "NONE", Fixture.TIME);
        assertThat(refusal(bad, Fixture.S3).details())
                .containsEntry("ArgumentName", "x-amz-content-sha256")
                .containsEntry("ArgumentValue", "NONE");
    }

    private static ServiceException presigned(Signer signer, Duration life, Authenticator<String> authenticator) {
        Signer.Draft draft = new Signer.Draft("GET", "/b/k", "", Map.of("Host", "h"));
        String query = signer.presigned(draft, life, "UNSIGNED-PAYLOAD", Fixture.TIME);
        HttpHead head = Fixture.head("GET", "/b/k", query, draft.headers());
        return Fixture.refusal(() -> authenticator.verify(Claim.of(head), head, null, Fixture.S3));
    }

    @Test
    void agesPresignedUrlsOnTheVirtualClock() {
        Signer signer = signer(Fixture.KEY, Fixture.SECRET, Fixture.S3);
        Authenticator<String> moved = Fixture.with(new Fixture.FixedClock(Fixture.TIME, Duration.ofDays(1)));
        ServiceException expired = presigned(signer, Duration.ofHours(1), moved);
        assertThat(expired.code()).isEqualTo("AccessDenied");
        assertThat(expired.text()).contains("Request has expired");
        assertThat(expired.details())
                .containsEntry("X-Amz-Expires", "3600")
                .containsEntry("Expires", "2015-08-30T13:36:00Z")
                .containsEntry("ServerTime", "2015-08-31T12:36:00Z");
    }

    @Test
    void refusesPresignedUrlsOfTheFutureAndOfMoreThanAWeek() {
        Signer signer = signer(Fixture.KEY, Fixture.SECRET, Fixture.S3);
        ServiceException early =
                presigned(signer, Duration.ofHours(1), Fixture.at(Fixture.TIME.minus(Duration.ofHours(1))));
        assertThat(early.status()).isEqualTo(403);
        assertThat(early.text()).contains("Request is not yet valid");
        ServiceException longLived = presigned(signer, Duration.ofSeconds(604_801), Fixture.at(Fixture.TIME));
        assertThat(longLived.code()).isEqualTo("AuthorizationQueryParametersError");
        assertThat(longLived.status()).isEqualTo(400);
    }

    @Test
    void refusesAnExpiredVersion2Url() {
        HttpHead head = Fixture.head(
                "GET", "/b/k", "AWSAccessKeyId=AKIDEXAMPLE&Expires=1440938159&Signature=x", Map.of("Host", "h"));
        ServiceException refusal =
                Fixture.refusal(() -> Fixture.at(Fixture.TIME).verify(Claim.of(head), head, null, Fixture.S3));
        assertThat(refusal.text()).contains("Request has expired");
        assertThat(refusal.details())
                .containsEntry("Expires", "2015-08-30T12:35:59Z")
                .doesNotContainKey("X-Amz-Expires");
    }

    @Test
    void namesTheParametersThatAPresignedUrlLacks() {
        HttpHead v4 = Fixture.head("GET", "/b/k", "X-Amz-Algorithm=AWS4-HMAC-SHA256", Map.of("Host", "h"));
        assertThat(Fixture.refusal(() -> Fixture.at(Fixture.TIME).verify(Claim.of(v4), v4, null, Fixture.S3))
                        .text()
                        .orElseThrow())
                .startsWith("Query-string authentication version 4 requires");
        HttpHead v2 = Fixture.head("GET", "/b/k", "AWSAccessKeyId=a", Map.of("Host", "h"));
        assertThat(Fixture.refusal(() -> Fixture.at(Fixture.TIME).verify(Claim.of(v2), v2, null, Fixture.S3))
                        .text())
                .contains("Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
    }
}
