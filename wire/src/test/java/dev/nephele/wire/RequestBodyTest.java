package dev.nephele.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nephele.model.Body;
import dev.nephele.model.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static MemoryRequest request(String encoding, byte[] body) {
        return MemoryRequest.of("POST", "/")
                .header("Content-Encoding", encoding)
                .body(body)
                .build();
    }

    private static void assertRefused(WireRequest request, int limit, String code) {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> RequestBody.read(request, limit))
                .satisfies(error -> assertThat(error.code()).isEqualTo(code));
    }

    @Test
    void expandsWhatTheClientCompressed() {
        byte[] text = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(RequestBody.read(request("gzip", gzip(text)), 100)).isEqualTo(text);
        assertThat(RequestBody.read(request("custom, gzip", gzip(text)), 100)).isEqualTo(text);
        assertThat(RequestBody.read(request("identity", text), 100)).isEqualTo(text);
    }

    @Test
    void boundsWhatExpands() {
        assertRefused(request("gzip", gzip(new byte[1 << 20])), 100_000, "RequestEntityTooLarge");
    }

    @Test
    void refusesWhatIsNoGzip() {
        assertRefused(request("gzip", new byte[] {1, 2, 3}), 100, "SerializationException");
        byte[] cut = gzip(new byte[1000]);
        assertRefused(request("gzip", java.util.Arrays.copyOf(cut, 15)), 10_000, "SerializationException");
    }

    @Test
    void boundsBodiesOfUnknownLength() {
        assertRefused(MemoryRequest.of("POST", "/").body(streamed(-1, 101)).build(), 100, "RequestEntityTooLarge");
        assertThat(RequestBody.read(
                        MemoryRequest.of("POST", "/").body(streamed(-1, 100)).build(), 100))
                .hasSize(100);
    }

    @Test
    void noticesThatTheClientStoppedEarly() {
        assertRefused(MemoryRequest.of("POST", "/").body(streamed(50, 49)).build(), 100, "IncompleteBody");
    }

    private static Body streamed(long announced, int actual) {
        return new Body() {
            @Override
            public long length() {
                return announced;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(new byte[actual]);
            }
        };
    }
}
