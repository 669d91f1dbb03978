package dev.nephele.wire.upload;

import static dev.nephele.wire.upload.Uploads.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.Body;
import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.HttpHead;
import dev.nephele.wire.auth.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded noise for the readers of chunks, forms and policies: refusals in S3's words, and nothing kept without bound. */
class UploadFuzzTest {
    private static final int ROUNDS = 10_000;
    private static final HttpHead CHUNKED = Uploads.head(
            "PUT",
            "/b/k",
            Map.of(
                    "x-amz-decoded-content-length", "9",
                    "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                    "x-amz-trailer", "x-amz-checksum-crc32"));
    private static final HttpHead FORM =
            Uploads.head("POST", "/b", Map.of("Content-Type", "multipart/form-data; boundary=xyz"));

    private static byte[] mutated(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] = "\r\n;:=-\"0f".getBytes(ISO_8859_1)[random.nextInt(9)];
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    int end = Math.min(bytes.length, at + random.nextInt(40));
                    bytes = bytes(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
                }
            }
        }
        return bytes;
    }

    @FunctionalInterface
    private interface Reading {
        void run() throws IOException;
    }

    private static boolean refused(Reading reading) throws IOException {
        try {
            reading.run();
            return false;
        } catch (ServiceException refusal) {
            assertThat(refusal.status()).isBetween(400, 499);
            return true;
        }
    }

    @Test
    void survivesAnyChunks() throws IOException {
        byte[] good = bytes("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n");
        Random random = new Random(1);
        int refused = 0;
        assertThat(refused(() -> readChunks(good))).isFalse();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = mutated(good, random);
            refused += refused(() -> readChunks(body)) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(ROUNDS / 2);
    }

    private static void readChunks(byte[] body) throws IOException {
        VerifiedBody verified =
                VerifiedBody.of(CHUNKED, Payload.unsigned(CHUNKED), Body.of(body), Checksums.of(CHUNKED));
        assertThat(Uploads.read(verified)).hasSize(9);
    }

    @Test
    void survivesAnyForm() throws IOException {
        byte[] good = bytes("--xyz\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk\r\n"
                + "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\\\"b\"\r\n\r\n"
                + "the file\r\n--xyz--\r\n");
        Random random = new Random(2);
        int refused = 0;
        assertThat(refused(() -> readForm(new ByteArrayInputStream(good)))).isFalse();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = mutated(good, random);
            refused += refused(() -> readForm(new ByteArrayInputStream(body))) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(ROUNDS / 4);
    }

    private static void readForm(InputStream body) throws IOException {
        PostForm form = PostForm.read(FORM, body);
        assertThat(form.field("key")).isPresent();
        form.file().readAllBytes();
    }

    @Test
    void survivesAnyPolicy() throws IOException {
        byte[] good = ("{\"expiration\":\"2013-05-24T01:00:00Z\",\"conditions\":[{\"key\":\"k\"},"
                        + "[\"starts-with\",\"$a\",\"b\"],[\"content-length-range\",1,2]]}")
                .getBytes(UTF_8);
        Random random = new Random(3);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String policy = Base64.getEncoder().encodeToString(mutated(good, random));
            refused += refused(() -> PostPolicy.parse(policy)) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(ROUNDS / 4);
        String deep = Base64.getEncoder().encodeToString("[".repeat(100_000).getBytes(UTF_8));
        assertThat(refused(() -> PostPolicy.parse(deep))).isTrue();
    }

    /** A stream that never ends. */
    private static InputStream endless(String beginning, char more) {
        return new java.io.SequenceInputStream(
                new ByteArrayInputStream(beginning.getBytes(ISO_8859_1)), new InputStream() {
                    @Override
                    public int read() {
                        return more;
                    }
                });
    }

    @Test
    void stopsReadingLinesAndFieldsThatDoNotEnd() throws IOException {
        String field = "--xyz\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n";
        assertThat(refused(() -> readForm(endless(field, 'a')))).isTrue();
        assertThat(refused(() -> readForm(endless("--xyz\r\nContent-", 'a')))).isTrue();
        Body chunks = new Body() {
            @Override
            public long length() {
                return -1;
            }

            @Override
            public InputStream open() {
                return endless("9;chunk-signature=", 'f');
            }
        };
        VerifiedBody body = VerifiedBody.of(CHUNKED, Payload.unsigned(CHUNKED), chunks, Checksums.of(CHUNKED));
        assertThat(refused(() -> Uploads.read(body))).isTrue();
    }
}
