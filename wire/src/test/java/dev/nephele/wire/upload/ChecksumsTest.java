package dev.nephele.wire.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.checksum.ChecksumAlgorithm;
import dev.nephele.model.Body;
import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.HttpHead;
import dev.nephele.wire.auth.Payload;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksumsTest {
    private static final byte[] DATA = "123456789".getBytes(UTF_8);

    private static VerifiedBody body(Map<String, String> headers, Payload payload) {
        HttpHead head = Uploads.head("PUT", "/b/k", headers);
        return VerifiedBody.of(head, payload, Body.of(DATA), Checksums.of(head));
    }

    private static ServiceException refusal(Map<String, String> headers) {
        return Uploads.refusal(() -> Uploads.read(body(headers, new Payload.Open())));
    }

    @Test
    void keepsTheValueItVerified() throws IOException {
        VerifiedBody body = body(Map.of("x-amz-checksum-crc32", "y/Q5Jg=="), new Payload.Open());
        assertThat(Uploads.read(body)).isEqualTo(DATA);
        assertThat(body.digests().base64(ChecksumAlgorithm.CRC32)).contains("y/Q5Jg==");
        assertThat(body.digests().given()).contains(ChecksumAlgorithm.CRC32);
    }

    @Test
    void computesWhatIsAskedForToo() throws IOException {
        HttpHead head = Uploads.head("PUT", "/b/k", Map.of());
        Checksums checksums =
                Checksums.of(head).alsoComputing(ChecksumAlgorithm.MD5).alsoComputing(ChecksumAlgorithm.CRC64NVME);
        VerifiedBody body = VerifiedBody.of(head, new Payload.Open(), Body.of(DATA), checksums);
        Uploads.read(body);
        assertThat(body.digests().hex(ChecksumAlgorithm.MD5)).contains("25f9e794323b453885f5181f1b624d0b");
        assertThat(body.digests().hex(ChecksumAlgorithm.CRC64NVME)).contains("ae8b14860a799888");
        assertThat(body.digests().given()).isEmpty();
    }

    @Test
    void refusesAChecksumOfOtherData() {
        ServiceException refusal = refusal(Map.of("x-amz-checksum-sha1", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        assertThat(refusal.code()).isEqualTo("BadDigest");
        assertThat(refusal.text()).contains("The SHA1 you specified did not match the calculated checksum.");
    }

    @Test
    void refusesAValueThatIsNone() {
        assertThat(refusal(Map.of("x-amz-checksum-crc32", "y/Q5")).text())
                .contains("Value for x-amz-checksum-crc32 header is invalid.");
        assertThat(refusal(Map.of("x-amz-checksum-crc32c", "?")).code()).isEqualTo("InvalidRequest");
    }

    @Test
    void refusesTwoChecksums() {
        assertThat(refusal(Map.of("x-amz-checksum-crc32", "y/Q5Jg==", "x-amz-checksum-crc32c", "4waSgw=="))
                        .text())
                .contains("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }

    @Test
    void refusesAnMd5OfOtherData() {
        ServiceException refusal = refusal(Map.of("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg=="));
        assertThat(refusal.code()).isEqualTo("BadDigest");
        assertThat(refusal.details())
                .containsEntry("ExpectedDigest", "d41d8cd98f00b204e9800998ecf8427e")
                .containsEntry("CalculatedDigest", "JfnnlDI7RTiF9RgfG2JNCw==");
    }

    @Test
    void refusesAnMd5ThatIsNone() {
        ServiceException refusal = refusal(Map.of("Content-MD5", "no"));
        assertThat(refusal.code()).isEqualTo("InvalidDigest");
        assertThat(refusal.details()).containsEntry("Content-MD5", "no");
    }

    @Test
    void refusesAnotherPayloadThanTheSignedOne() {
        ServiceException refusal =
                Uploads.refusal(() -> Uploads.read(body(Map.of(), new Payload.Hashed("0".repeat(64)))));
        assertThat(refusal.code()).isEqualTo("XAmzContentSHA256Mismatch");
        assertThat(refusal.details())
                .containsEntry("ClientComputedContentSHA256", "0".repeat(64))
                .containsEntry(
                        "S3ComputedContentSHA256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225");
    }
}
