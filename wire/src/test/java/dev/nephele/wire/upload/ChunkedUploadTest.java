package dev.nephele.wire.upload;

import static dev.nephele.wire.upload.Uploads.bytes;
import static dev.nephele.wire.upload.Uploads.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.checksum.ChecksumAlgorithm;
import dev.nephele.model.Body;
import dev.nephele.wire.auth.Claim;
import dev.nephele.wire.auth.HttpHead;
import dev.nephele.wire.auth.Payload;
import dev.nephele.wire.auth.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Uploads in aws-chunked coding: the worked examples of the S3 API Reference, and what must be refused. */
class ChunkedUploadTest {
    private static final byte[] FULL = filled(65_536);
    private static final byte[] REST = filled(1_024);
    private static final String PUT_SIGNED = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    private static final String CHUNK_1 = "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648";
    private static final String CHUNK_2 = "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497";
    private static final String CHUNK_3 = "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9";

    private static byte[] filled(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'a');
        return bytes;
    }

    private static HttpHead documentedHead() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "s3.amazonaws.com");
        headers.put("x-amz-date", "20130524T000000Z");
        headers.put("x-amz-storage-class", "REDUCED_REDUNDANCY");
        headers.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + "SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                        + "x-amz-decoded-content-length;x-amz-storage-class,Signature=" + PUT_SIGNED);
        headers.put("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        headers.put("Content-Encoding", "aws-chunked");
        headers.put("x-amz-decoded-content-length", "66560");
        headers.put("Content-Length", "66824");
        return Uploads.head("PUT", "/examplebucket/chunkObject.txt", headers);
    }

    private static byte[] documentedBody() {
        return bytes(
                "10000;chunk-signature=" + CHUNK_1 + "\r\n",
                FULL,
                "\r\n400;chunk-signature=" + CHUNK_2 + "\r\n",
                REST,
                "\r\n0;chunk-signature=" + CHUNK_3 + "\r\n\r\n");
    }

    private static VerifiedBody verified(HttpHead head, Body body) {
        Payload payload = Uploads.authenticator()
                .verify(Claim.of(head), head, null, Uploads.S3)
                .payload();
        return VerifiedBody.of(head, payload, body, Checksums.of(head).alsoComputing(ChecksumAlgorithm.MD5));
    }

    @Test
    void decodesTheDocumentedUpload() throws IOException {
        for (int step : new int[] {1, 7, 1_000, 100_000}) {
            VerifiedBody body = verified(documentedHead(), Uploads.slowly(documentedBody(), step));
            assertThat(body.length()).isEqualTo(66_560);
            assertThat(read(body)).isEqualTo(bytes(FULL, REST));
            assertThat(body.digests().base64(ChecksumAlgorithm.MD5)).isPresent();
        }
    }

    @Test
    void refusesAChangedByte() {
        byte[] changed = documentedBody();
        changed[40_000] = 'b';
        assertThat(Uploads.refusal(() -> read(verified(documentedHead(), Body.of(changed)))))
                .satisfies(e -> assertThat(e.code()).isEqualTo("SignatureDoesNotMatch"))
                .satisfies(e -> assertThat(e.details().get("StringToSign"))
                        .startsWith("AWS4-HMAC-SHA256-PAYLOAD\n20130524T000000Z\n"));
    }

    @Test
    void refusesChunksInAnotherOrder() {
        byte[] swapped = bytes(
                "10000;chunk-signature=" + CHUNK_2 + "\r\n",
                FULL,
                "\r\n400;chunk-signature=" + CHUNK_1 + "\r\n",
                REST,
                "\r\n0;chunk-signature=" + CHUNK_3 + "\r\n\r\n");
        assertThat(Uploads.refusal(() -> read(verified(documentedHead(), Body.of(swapped))))
                        .code())
                .isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void refusesABodyThatEndsEarly() {
        byte[] whole = documentedBody();
        for (int length : new int[] {0, 10, 50_000, 65_700, 66_700, whole.length - 90}) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(Uploads.refusal(() -> read(verified(documentedHead(), Body.of(cut))))
                            .code())
                    .isEqualTo("IncompleteBody");
        }
    }

    @Test
    void verifiesTheEndWithTheLastByteEvenIfNobodyReadsOn() throws IOException {
        byte[] changed = documentedBody();
        changed[changed.length - 10] ^= 1; // in the signature of the empty last chunk
        VerifiedBody body = verified(documentedHead(), Body.of(changed));
        try (InputStream in = body.open()) {
            assertThat(Uploads.refusal(() -> in.readNBytes(66_560)).code()).isEqualTo("SignatureDoesNotMatch");
        }
    }

    private static HttpHead head(Map<String, String> more, Map<String, String> signed) {
        Map<String, String> headers = new LinkedHashMap<>(signed);
        headers.putAll(more);
        return Uploads.head("PUT", "/examplebucket/chunkObject.txt", headers);
    }

    private static Map<String, String> streaming(String word, int decoded, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Host", "s3.amazonaws.com");
        headers.put("Content-Encoding", "aws-chunked");
        headers.put("x-amz-decoded-content-length", String.valueOf(decoded));
        Signer signer = Signer.of(Uploads.KEY, Uploads.SECRET, "us-east-1", "s3");
        return signer.headers(
                new Signer.Draft("PUT", "/examplebucket/chunkObject.txt", "", headers), word, Uploads.TIME);
    }

    private static String signatureOf(Map<String, String> headers) {
        String authorization = headers.get("Authorization");
        return authorization.substring(authorization.indexOf("Signature=") + 10);
    }

    /** The example of the S3 API Reference with a trailer, whose signatures are its own. */
    @Test
    void verifiesTheDocumentedSignatureOfATrailer() throws IOException {
        Signer signer = Signer.of(Uploads.KEY, Uploads.SECRET, "us-east-1", "s3");
        Signer.Chunks chunks =
                signer.chunks("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e", Uploads.TIME);
        assertThat(chunks.chunk(FULL)).isEqualTo("b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2");
        assertThat(chunks.chunk(REST)).isEqualTo("1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7");
        assertThat(chunks.chunk(new byte[0]))
                .isEqualTo("2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992");
        assertThat(chunks.trailer("x-amz-checksum-crc32c:sOO8/Q==\n"))
                .isEqualTo("d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435");
    }

    private static byte[] signedTrailer(Map<String, String> headers, String checksum, String signatureSuffix) {
        Signer signer = Signer.of(Uploads.KEY, Uploads.SECRET, "us-east-1", "s3");
        Signer.Chunks chunks = signer.chunks(signatureOf(headers), Uploads.TIME);
        String first = chunks.chunk(FULL);
        String second = chunks.chunk(REST);
        String last = chunks.chunk(new byte[0]);
        String line = "x-amz-checksum-crc32c:" + checksum;
        return bytes(
                "10000;chunk-signature=" + first + "\r\n",
                FULL,
                "\r\n400;chunk-signature=" + second + "\r\n",
                REST,
                "\r\n0;chunk-signature=" + last + "\r\n" + line + "\r\nx-amz-trailer-signature:"
                        + chunks.trailer(line + "\n") + signatureSuffix + "\r\n\r\n");
    }

    @Test
    void decodesASignedTrailer() throws IOException {
        Map<String, String> signed = streaming(
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", 66_560, Map.of("x-amz-trailer", "x-amz-checksum-crc32c"));
        VerifiedBody body =
                verified(head(Map.of(), signed), Uploads.slowly(signedTrailer(signed, "sOO8/Q==", ""), 3_000));
        assertThat(read(body)).hasSize(66_560);
        assertThat(body.digests().given()).contains(ChecksumAlgorithm.CRC32C);
        assertThat(body.digests().base64(ChecksumAlgorithm.CRC32C)).contains("sOO8/Q==");
    }

    @Test
    void refusesATrailerThatWasChangedOrIsMissing() {
        Map<String, String> signed = streaming(
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", 66_560, Map.of("x-amz-trailer", "x-amz-checksum-crc32c"));
        HttpHead head = head(Map.of(), signed);
        assertThat(Uploads.refusal(() -> read(verified(head, Body.of(signedTrailer(signed, "sOO8/Q==", "0")))))
                        .code())
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(Uploads.refusal(() -> read(verified(head, Body.of(signedTrailer(signed, "AAAAAA==", "")))))
                        .text())
                .contains("The CRC32C you specified did not match the calculated checksum.");
        byte[] none = signedTrailer(signed, "sOO8/Q==", "");
        int trailerAt = new String(none, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("x-amz-checksum");
        assertThat(Uploads.refusal(() -> read(verified(head, Body.of(Arrays.copyOf(none, trailerAt)))))
                        .code())
                .isEqualTo("MalformedTrailerError");
    }

    @Test
    void decodesAnUnsignedTrailer() throws IOException {
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            byte[] data = bytes(FULL, REST);
            String value = java.util.Base64.getEncoder().encodeToString(algorithm.of(data));
            Map<String, String> signed = streaming(
                    "STREAMING-UNSIGNED-PAYLOAD-TRAILER", 66_560, Map.of("x-amz-trailer", algorithm.header()));
            byte[] encoded = bytes("10400\r\n", data, "\r\n0\r\n" + algorithm.header() + ":" + value + "\r\n\r\n");
            VerifiedBody body = verified(head(Map.of(), signed), Body.of(encoded));
            assertThat(read(body)).isEqualTo(data);
            assertThat(body.digests().base64(algorithm)).contains(value);
        }
    }

    @Test
    void refusesASmallChunkBeforeTheLast() {
        Map<String, String> signed =
                streaming("STREAMING-UNSIGNED-PAYLOAD-TRAILER", 5, Map.of("x-amz-trailer", "x-amz-checksum-crc32"));
        byte[] encoded = bytes("3\r\nabc\r\n2\r\nde\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n");
        assertThat(Uploads.refusal(() -> read(verified(head(Map.of(), signed), Body.of(encoded)))))
                .satisfies(e -> assertThat(e.code()).isEqualTo("InvalidChunkSizeError"))
                .satisfies(e -> assertThat(e.status()).isEqualTo(403))
                .satisfies(
                        e -> assertThat(e.details()).containsEntry("Chunk", "1").containsEntry("BadChunkSize", "3"));
    }

    @Test
    void refusesAnotherLengthThanTheDecodedOne() {
        Map<String, String> signed =
                streaming("STREAMING-UNSIGNED-PAYLOAD-TRAILER", 4, Map.of("x-amz-trailer", "x-amz-checksum-crc32"));
        byte[] encoded = bytes("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n");
        assertThat(Uploads.refusal(() -> read(verified(head(Map.of(), signed), Body.of(encoded))))
                        .code())
                .isEqualTo("IncompleteBody");
    }

    @Test
    void needsTheDecodedLength() {
        Map<String, String> signed =
                streaming("STREAMING-UNSIGNED-PAYLOAD-TRAILER", 4, Map.of("x-amz-trailer", "x-amz-checksum-crc32"));
        signed.remove("x-amz-decoded-content-length");
        HttpHead head = head(Map.of(), signed);
        assertThat(Uploads.refusal(() ->
                                VerifiedBody.of(head, Payload.unsigned(head), Body.of(new byte[0]), Checksums.of(head)))
                        .status())
                .isEqualTo(411);
    }
}
