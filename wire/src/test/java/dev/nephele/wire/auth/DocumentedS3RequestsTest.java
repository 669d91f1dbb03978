package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.wire.auth.crypto.Sha256;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The worked examples of AWS's documentation on signing requests to S3, versions 4 and 2, with their own signatures. */
class DocumentedS3RequestsTest {
    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final Instant V4_TIME = Instant.parse("2013-05-24T00:00:00Z");

    private static Authenticator<String> at(Instant wall) {
        return new Authenticator<>(
                (key, token) -> key.equals(KEY)
                        ? Optional.of(new Secrets.Secret<>(SECRET, "doc", Optional.empty(), Secrets.State.ACTIVE))
                        : Optional.empty(),
                new Fixture.FixedClock(wall));
    }

    private static void verifies(HttpHead head, Instant wall) {
        assertThat(at(wall).verify(Claim.of(head), head, null, Fixture.S3).holder())
                .isEqualTo("doc");
    }

    private static Map<String, String> v4(String signedHeaders, String signature, String payloadHash) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "examplebucket.s3.amazonaws.com");
        headers.put("x-amz-date", "20130524T000000Z");
        headers.put("x-amz-content-sha256", payloadHash);
        headers.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders="
                        + signedHeaders + ",Signature=" + signature);
        return headers;
    }

    @Test
    void getsAnObjectByRange() {
        Map<String, String> headers = v4(
                "host;range;x-amz-content-sha256;x-amz-date",
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
                Sha256.OF_NOTHING);
        headers.put("Range", "bytes=0-9");
        verifies(Fixture.head("GET", "/test.txt", "", headers), V4_TIME);
    }

    @Test
    void putsAnObjectWithAnHttpDate() {
        Map<String, String> headers = v4(
                "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");
        headers.put("Date", "Fri, 24 May 2013 00:00:00 GMT");
        headers.put("x-amz-storage-class", "REDUCED_REDUNDANCY");
        verifies(Fixture.head("PUT", "/test$file.text", "", headers), V4_TIME);
    }

    @Test
    void getsASubresource() {
        Map<String, String> headers = v4(
                "host;x-amz-content-sha256;x-amz-date",
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
                Sha256.OF_NOTHING);
        verifies(Fixture.head("GET", "/", "lifecycle", headers), V4_TIME);
    }

    @Test
    void listsObjects() {
        Map<String, String> headers = v4(
                "host;x-amz-content-sha256;x-amz-date",
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
                Sha256.OF_NOTHING);
        verifies(Fixture.head("GET", "/", "max-keys=2&prefix=J", headers), V4_TIME);
    }

    @Test
    void getsByAPresignedUrl() {
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        Map<String, String> headers = Map.of("Host", "examplebucket.s3.amazonaws.com");
        verifies(Fixture.head("GET", "/test.txt", query, headers), V4_TIME.plusSeconds(86_400));
    }

    @Test
    void signsAPolicyOfAForm() {
        Signer signer = Signer.of(KEY, SECRET, "us-east-1", "s3");
        assertThat(signer.form(DOCUMENTED_POLICY, Instant.parse("2015-12-29T00:00:00Z")))
                .isEqualTo("8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");
    }

    private static final String DOCUMENTED_POLICY = java.util.Base64.getEncoder()
            .encodeToString("""
            { "expiration": "2015-12-30T12:00:00.000Z",
              "conditions": [
                {"bucket": "sigv4examplebucket"},
                ["starts-with", "$key", "user/user1/"],
                {"acl": "public-read"},
                {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},
                ["starts-with", "$Content-Type", "image/"],
                {"x-amz-meta-uuid": "14365123651274"},
                {"x-amz-server-side-encryption": "AES256"},
                ["starts-with", "$x-amz-meta-tag", ""],

                {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},
                {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
                {"x-amz-date": "20151229T000000Z" }
              ]
            }""".replace("\n", "\r\n").getBytes(UTF_8));

    @Test
    void getsAnObjectWithVersion2() {
        Map<String, String> headers = Map.of(
                "Host", "johnsmith.s3.amazonaws.com",
                "Date", "Tue, 27 Mar 2007 19:36:42 +0000",
                "Authorization", "AWS AKIAIOSFODNN7EXAMPLE:bWq2s1WEIj+Ydj0vQ697zp+IXMU=");
        verifies(
                Fixture.head("GET", "/photos/puppy.jpg", "", headers).withHostBucket("johnsmith"),
                Instant.parse("2007-03-27T19:40:00Z"));
    }

    @Test
    void putsAnObjectWithVersion2() {
        Map<String, String> headers = Map.of(
                "Content-Type", "image/jpeg",
                "Content-Length", "94328",
                "Host", "johnsmith.s3.amazonaws.com",
                "Date", "Tue, 27 Mar 2007 21:15:45 +0000",
                "Authorization", "AWS AKIAIOSFODNN7EXAMPLE:MyyxeRY7whkBe+bq8fHCL/2kKUg=");
        verifies(
                Fixture.head("PUT", "/photos/puppy.jpg", "", headers).withHostBucket("johnsmith"),
                Instant.parse("2007-03-27T21:15:45Z"));
    }

    @Test
    void getsAnAclWithVersion2() {
        Map<String, String> headers = Map.of(
                "Host", "johnsmith.s3.amazonaws.com",
                "Date", "Tue, 27 Mar 2007 19:44:46 +0000",
                "Authorization", "AWS AKIAIOSFODNN7EXAMPLE:c2WLPFtWHVgbEmeEG93a4cG37dM=");
        verifies(
                Fixture.head("GET", "/", "acl", headers).withHostBucket("johnsmith"),
                Instant.parse("2007-03-27T19:44:46Z"));
    }

    @Test
    void getsByAPresignedUrlWithVersion2() {
        String query =
                "AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620";
        HttpHead head = Fixture.head("GET", "/photos/puppy.jpg", query, Map.of("Host", "johnsmith.s3.amazonaws.com"))
                .withHostBucket("johnsmith");
        verifies(head, Instant.ofEpochSecond(1_175_139_620));
    }
}
