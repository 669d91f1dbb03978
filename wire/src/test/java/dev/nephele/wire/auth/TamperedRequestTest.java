package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever a signature covers cannot be changed: every part of signed requests is changed once, and each is refused. */
class TamperedRequestTest {
    private static final Dialect SQS = Dialect.of(Dialect.Family.JSON, "sqs");
    private static final byte[] BODY = "{\"QueueUrl\":\"q\"}".getBytes(UTF_8);

    private record Request(String method, String path, String query, Map<String, String> headers, byte[] body) {
        HttpHead head() {
            return Fixture.head(method, path, query, headers);
        }

        Request with(String header, String value) {
            Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            changed.putAll(headers);
            changed.put(header, value);
            return new Request(method, path, query, changed, body);
        }

        Request without(String header) {
            Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            changed.putAll(headers);
            changed.remove(header);
            return new Request(method, path, query, changed, body);
        }
    }

    private static void verify(Request request, Dialect dialect) {
        HttpHead head = request.head();
        Fixture.at(Fixture.TIME).verify(Claim.of(head), head, request.body(), dialect);
    }

    private static ServiceException refusal(Request request, Dialect dialect) {
        return Fixture.refusal(() -> verify(request, dialect));
    }

    private static Request signedByHeader() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "sqs.us-east-1.amazonaws.com");
        headers.put("Content-Type", "application/x-amz-json-1.0");
        headers.put("X-Amz-Target", "AmazonSQS.SendMessage");
        headers.put("X-Empty", "");
        Signer signer = Signer.of(Fixture.KEY, Fixture.SECRET, "us-east-1", "sqs");
        Signer.Draft draft = new Signer.Draft("POST", "/a/b", "x=1&y=%2F", headers);
        return new Request("POST", "/a/b", "x=1&y=%2F", signer.headers(draft, BODY, Fixture.TIME), BODY);
    }

    @Test
    void theUntouchedRequestIsVerified() {
        verify(signedByHeader(), SQS);
    }

    @Test
    void everyPartOfAHeaderSignedRequestIsCovered() {
        Request good = signedByHeader();
        List<Request> changed = new ArrayList<>();
        changed.add(new Request("PUT", good.path(), good.query(), good.headers(), BODY));
        for (String path : List.of("/a/c", "/a/b/", "/a%2Fb", "/")) {
            changed.add(new Request("POST", path, good.query(), good.headers(), BODY));
        }
        for (String query : List.of("", "x=1", "x=2&y=%2F", "x=1&y=%2F&z", "x=1&y=%252F", "x=1&x=1&y=%2F")) {
            changed.add(new Request("POST", good.path(), query, good.headers(), BODY));
        }
        changed.add(new Request("POST", good.path(), good.query(), good.headers(), new byte[0]));
        changed.add(
                new Request("POST", good.path(), good.query(), good.headers(), "{\"QueueUrl\":\"r\"}".getBytes(UTF_8)));
        changed.add(good.with("Host", "sqs.eu-west-1.amazonaws.com"));
        changed.add(good.with("Content-Type", "text/plain"));
        changed.add(good.with("X-Amz-Target", "AmazonSQS.DeleteQueue"));
        changed.add(good.with("X-Amz-Date", "20150830T123601Z"));
        changed.add(good.with("X-Empty", "full"));
        changed.add(good.without("X-Empty"));
        changed.add(good.without("Content-Type"));
        changed.add(good.with("X-Amz-Late", "unsigned"));
        for (Request request : changed) {
            assertThat(refusal(request, SQS).code()).as(request.toString()).isEqualTo("InvalidSignatureException");
        }
    }

    @Test
    void everyPartOfTheAuthorizationHeaderCounts() {
        Request good = signedByHeader();
        String authorization = good.headers().get("Authorization");
        for (int i = 0; i < authorization.length(); i++) {
            char c = authorization.charAt(i);
            char other = c == 'f' ? 'e' : c == '0' ? '1' : 'f';
            Request changed =
                    good.with("Authorization", authorization.substring(0, i) + other + authorization.substring(i + 1));
            assertThat(refusal(changed, SQS).status()).as("at %d", i).isBetween(400, 403);
        }
        for (int length = 0; length < authorization.length(); length++) {
            Request changed = good.with("Authorization", authorization.substring(0, length));
            assertThat(refusal(changed, SQS).status()).as("cut at %d", length).isBetween(400, 403);
        }
    }

    @Test
    void headersLeftOutOfTheSignatureMayChange() {
        verify(signedByHeader().with("User-Agent", "another"), SQS);
    }

    private static Request presigned() {
        Map<String, String> headers = Map.of("Host", "localhost:4566");
        Signer signer = Signer.of(Fixture.SESSION_KEY, Fixture.SECRET, "us-east-1", "s3")
                .withToken("token");
        Signer.Draft draft = new Signer.Draft("GET", "/b/k%20k", "versionId=v", headers);
        String query = signer.presigned(draft, Duration.ofMinutes(10), "UNSIGNED-PAYLOAD", Fixture.TIME);
        return new Request("GET", "/b/k%20k", query, headers, BODY);
    }

    @Test
    void everyParameterOfAPresignedUrlCounts() {
        Request good = presigned();
        verify(good, Fixture.S3);
        String[] parameters = good.query().split("&");
        assertThat(parameters).hasSize(8);
        for (int i = 0; i < parameters.length; i++) {
            String[] changed = parameters.clone();
            char last = parameters[i].charAt(parameters[i].length() - 1);
            changed[i] = parameters[i].substring(0, parameters[i].length() - 1) + (last == '1' ? '2' : '1');
            Request request = new Request("GET", good.path(), String.join("&", changed), good.headers(), BODY);
            assertThat(refusal(request, Fixture.S3).status()).as(changed[i]).isBetween(400, 403);
            List<String> fewer = new ArrayList<>(List.of(parameters));
            fewer.remove(i);
            Request without = new Request("GET", good.path(), String.join("&", fewer), good.headers(), BODY);
            assertThat(refusal(without, Fixture.S3).status())
                    .as("without " + parameters[i])
                    .isBetween(400, 403);
        }
    }

    @Test
    void aPresignedUrlTakesNoUnsignedHeaderOfAws() {
        ServiceException refusal =
                refusal(presigned().with("x-amz-acl", "public-read").with("X-Amz-Meta-A", "1"), Fixture.S3);
        assertThat(refusal.code()).isEqualTo("AccessDenied");
        assertThat(refusal.text()).contains("There were headers present in the request which were not signed");
        assertThat(refusal.details()).containsEntry("HeadersNotSigned", "x-amz-acl, x-amz-meta-a");
    }

    private static Request version2() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", "b.s3.amazonaws.com");
        headers.put("x-amz-acl", "private");
        headers.put("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==");
        String text = "PUT\n1B2M2Y8AsgTpgAmY7PhCfg==\n\n1440938260\nx-amz-acl:private\n/b/k?acl&versionId=v 1";
        String signature = java.net.URLEncoder.encode(SigV2.sign(Fixture.SECRET, text), UTF_8);
        return new Request(
                "PUT",
                "/b/k",
                "versionId=v%201&AWSAccessKeyId=AKIDEXAMPLE&Expires=1440938260&other=1&acl&Signature=" + signature,
                headers,
                BODY);
    }

    @Test
    void aVersion2UrlEndsByWallTimeWhateverTheClockOfTheCloud() {
        HttpHead head = version2().head();
        Instant end = Instant.ofEpochSecond(1440938260);
        Fixture.with(new Fixture.FixedClock(end, Duration.ofDays(2))).verify(Claim.of(head), head, null, Fixture.S3);
        assertThat(Fixture.refusal(() -> Fixture.with(new Fixture.FixedClock(end.plusSeconds(1), Duration.ofDays(-2)))
                                .verify(Claim.of(head), head, null, Fixture.S3))
                        .text())
                .contains("Request has expired");
    }

    @Test
    void everyPartOfAVersion2UrlCounts() {
        Request good = version2();
        verify(good, Fixture.S3);
        List<Request> changed = List.of(
                new Request("GET", good.path(), good.query(), good.headers(), BODY),
                new Request("PUT", "/b/j", good.query(), good.headers(), BODY),
                new Request("PUT", "/b/k", good.query().replace("&acl", ""), good.headers(), BODY),
                new Request("PUT", "/b/k", good.query().replace("v%201", "v"), good.headers(), BODY),
                new Request("PUT", "/b/k", good.query().replace("8260", "8261"), good.headers(), BODY),
                good.with("x-amz-acl", "public-read"),
                good.with("Content-Type", "text/plain"),
                good.without("Content-MD5"));
        for (Request request : changed) {
            assertThat(refusal(request, Fixture.S3).code())
                    .as(request.toString())
                    .isEqualTo("SignatureDoesNotMatch");
        }
        HttpHead elsewhere = good.head().withHostBucket("other");
        assertThat(Fixture.refusal(
                                () -> Fixture.at(Fixture.TIME).verify(Claim.of(elsewhere), elsewhere, null, Fixture.S3))
                        .code())
                .isEqualTo("SignatureDoesNotMatch");
    }
}
