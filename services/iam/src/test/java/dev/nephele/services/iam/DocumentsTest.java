package dev.nephele.services.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    @Test
    void encodesAllButUnreservedCharacters() {
        assertThat(Documents.encode("{\"a-b_c.d~e\": \"*é\"}")).isEqualTo("%7B%22a-b_c.d~e%22%3A%20%22%2A%C3%A9%22%7D");
    }

    @Test
    void survivesTheRoundTrip() {
        String document = "{\"Resource\":\"arn%3Aaws:s3:::a b+c/*\"}";
        assertThat(URLDecoder.decode(Documents.encode(document), StandardCharsets.UTF_8))
                .isEqualTo(document);
    }
}
