package dev.nephele.wire.upload;

import static dev.nephele.wire.upload.Uploads.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.Claim;
import dev.nephele.wire.auth.HttpHead;
import dev.nephele.wire.auth.Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostFormTest {
    private static final HttpHead HEAD = Uploads.head(
            "POST", "/bucket", Map.of("Content-Type", "multipart/form-data; boundary=----xyz", "Host", "s3"));
    private static final byte[] FILE = bytes("line\r\n--not the end\r\n------xy\r\nmore");
    private static final String POLICY = """
            {"expiration": "2013-05-24T01:00:00Z", "conditions": [
              {"bucket": "bucket"}, ["starts-with", "$key", "user/"], ["content-length-range", 1, 100],
              ["starts-with", "$Content-Type", "image/"], ["eq", "$x-amz-credential", "%s"],
              {"x-amz-algorithm": "AWS4-HMAC-SHA256"}, {"x-amz-date": "20130524T000000Z"}]}
            """;
    private static final String CREDENTIAL = Uploads.KEY + "/20130524/us-east-1/s3/aws4_request";

    private static byte[] body(Map<String, String> fields, String fileName, byte[] file) {
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> text.append("------xyz\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        text.append("------xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                .append(fileName)
                .append("\"\r\nContent-Type: image/png\r\n\r\n");
        return bytes(
                text.toString().getBytes(UTF_8),
                file,
                "\r\n------xyz\r\n"
                        + "Content-Disposition: form-data; name=\"submit\"\r\n\r\nignored\r\n------xyz--\r\n");
    }

    private static PostForm form(Map<String, String> fields) throws IOException {
        InputStream in =
                Uploads.slowly(body(fields, "C:\\my photos\\cat.png", FILE), 5).open();
        return PostForm.read(HEAD, in);
    }

    private static Map<String, String> signedFields(String policy) {
        String base64 = Base64.getEncoder().encodeToString(policy.getBytes(UTF_8));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", "user/${filename}");
        fields.put("Content-Type", "image/png");
        fields.put("X-Amz-Credential", CREDENTIAL);
        fields.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        fields.put("X-Amz-Date", "20130524T000000Z");
        fields.put("Policy", base64);
        fields.put(
                "X-Amz-Signature",
                Signer.of(Uploads.KEY, Uploads.SECRET, "us-east-1", "s3").form(base64, Uploads.TIME));
        return fields;
    }

    private static Map<String, String> signedFields() {
        return signedFields(POLICY.formatted(CREDENTIAL));
    }

    private static void check(PostForm form, Instant wall, Instant now) {
        Claim claim =
                Uploads.authenticator().verifyForm(form.fields(), Uploads.S3).claim();
        PostPolicy.parse(form.field("policy").orElseThrow())
                .check(form, "bucket", claim, new Uploads.StandingClock(wall, now));
    }

    private static ServiceException refusal(Map<String, String> fields) {
        return Uploads.refusal(() -> check(form(fields), Uploads.TIME, Uploads.TIME));
    }

    @Test
    void readsFieldsAndStreamsTheFile() throws IOException {
        PostForm form = form(signedFields());
        check(form, Uploads.TIME, Uploads.TIME);
        assertThat(form.field("KEY")).contains("user/cat.png");
        assertThat(form.fileName()).isEqualTo("cat.png");
        assertThat(form.file().readAllBytes()).isEqualTo(FILE);
    }

    @Test
    void keepsTheVariableOfAFileWithoutName() throws IOException {
        InputStream in = new ByteArrayInputStream(body(Map.of("key", "a/${filename}"), "", new byte[0]));
        PostForm form = PostForm.read(HEAD, in);
        assertThat(form.field("key")).contains("a/${filename}");
        assertThat(form.file().readAllBytes()).isEmpty();
        assertThat(form.signed()).isFalse();
    }

    @Test
    void refusesAChangedPolicy() {
        Map<String, String> fields = signedFields();
        fields.put("Policy", Base64.getEncoder().encodeToString("{}".getBytes(UTF_8)));
        assertThat(refusal(fields).code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(refusal(fields).details())
                .containsKeys("AWSAccessKeyId", "StringToSign", "SignatureProvided", "StringToSignBytes")
                .doesNotContainKey("CanonicalRequest");
    }

    @Test
    void refusesAConditionNotMet() {
        Map<String, String> fields = signedFields();
        fields.put("key", "other/cat.png");
        ServiceException refusal = refusal(fields);
        assertThat(refusal.code()).isEqualTo("AccessDenied");
        assertThat(refusal.text())
                .contains(
                        "Invalid according to Policy: Policy Condition failed: [\"starts-with\", \"$key\", \"user/\"]");
    }

    @Test
    void refusesAFieldThePolicyDoesNotName() {
        Map<String, String> fields = signedFields();
        fields.put("acl", "public-read");
        assertThat(refusal(fields).text()).contains("Invalid according to Policy: Extra input fields: acl");
    }

    @Test
    void agesOnTheVirtualClock() throws IOException {
        PostForm form = form(signedFields());
        Instant later = Uploads.TIME.plus(Duration.ofMinutes(61));
        assertThat(Uploads.refusal(() -> check(form, Uploads.TIME, later)).text())
                .contains("Invalid according to Policy: Policy expired.");
    }

    @Test
    void namesAMissingSignatureField() {
        Map<String, String> fields = signedFields();
        fields.remove("X-Amz-Algorithm");
        ServiceException refusal = refusal(fields);
        assertThat(refusal.code()).isEqualTo("InvalidArgument");
        assertThat(refusal.text())
                .contains(
                        "Bucket POST must contain a field named 'X-Amz-Algorithm'.  If it is specified, please check the"
                                + " order of the fields.");
        assertThat(refusal.details())
                .containsEntry("ArgumentName", "X-Amz-Algorithm")
                .containsEntry("ArgumentValue", "");
    }

    @Test
    void holdsTheFileAgainstItsRange() throws IOException {
        PostPolicy.SizeRange tight = new PostPolicy.SizeRange(FILE.length, FILE.length);
        assertThat(form(signedFields()).file(tight).readAllBytes()).isEqualTo(FILE);
        PostPolicy.SizeRange small = new PostPolicy.SizeRange(1, FILE.length - 1);
        assertThat(Uploads.refusal(() -> form(signedFields()).file(small).readAllBytes())
                        .code())
                .isEqualTo("EntityTooLarge");
        PostPolicy.SizeRange large = new PostPolicy.SizeRange(1_000, 2_000);
        assertThat(Uploads.refusal(() -> form(signedFields()).file(large).readAllBytes())
                        .code())
                .isEqualTo("EntityTooSmall");
    }

    @Test
    void acceptsVersion2AndRefusesItsChangedSignature() throws IOException {
        String policy = Base64.getEncoder()
                .encodeToString(
                        "{\"expiration\":\"2013-05-24T01:00:00Z\",\"conditions\":[{\"key\":\"k\"}]}".getBytes(UTF_8));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", "k");
        fields.put("AWSAccessKeyId", Uploads.KEY);
        fields.put("policy", policy);
        fields.put("signature", hmacSha1(policy));
        check(form(fields), Uploads.TIME, Uploads.TIME);
        fields.put("signature", "A" + fields.get("signature").substring(1));
        assertThat(refusal(fields).code()).isEqualTo("SignatureDoesNotMatch");
        fields.remove("AWSAccessKeyId");
        assertThat(refusal(fields).details()).containsEntry("ArgumentName", "AWSAccessKeyId");
    }

    private static String hmacSha1(String text) {
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA1");
            mac.init(new javax.crypto.spec.SecretKeySpec(Uploads.SECRET.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesOtherContentTypes() {
        HttpHead json = Uploads.head("POST", "/bucket", Map.of("Content-Type", "application/json"));
        ServiceException refusal = Uploads.refusal(() -> PostForm.read(json, InputStream.nullInputStream()));
        assertThat(refusal.code()).isEqualTo("PreconditionFailed");
        assertThat(refusal.details())
                .containsEntry("Condition", "Bucket POST must be of the enclosure-type multipart/form-data");
    }

    @Test
    void refusesFieldsBeyondTheirLimit() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", "k");
        for (int i = 0; i < 30; i++) {
            fields.put("x-amz-meta-" + i, "v".repeat(1_000));
        }
        assertThat(Uploads.refusal(() -> form(fields)).code()).isEqualTo("MaxPostPreDataLengthExceededError");
    }

    @Test
    void refusesABodyWithoutEnd() {
        byte[] whole = body(Map.of("key", "k"), "f", FILE);
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 150);
        assertThat(Uploads.refusal(() -> PostForm.read(HEAD, new ByteArrayInputStream(cut))
                                .file()
                                .readAllBytes())
                        .code())
                .isEqualTo("MalformedPOSTRequest");
    }
}
