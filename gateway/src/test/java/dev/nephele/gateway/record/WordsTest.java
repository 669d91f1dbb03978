package dev.nephele.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
    /** Records of earlier versions are read with today's words, so no word may ever move. */
    @Test
    void keepTheirPlaces() {
        assertThat(List.of(Words.word(0), Words.word(2), Words.word(8), Words.word(18), Words.word(25)))
                .containsExactly(
                        "true",
                        "s3:authType",
                        "REST-HEADER",
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        "aws:ResourceAccount");
        assertThat(Words.word(Words.number("sts:TransitiveTagKeys"))).isEqualTo("sts:TransitiveTagKeys");
        assertThat(Words.number("sts:TransitiveTagKeys")).isEqualTo(41);
        assertThat(Words.number("nobody:knows")).isEqualTo(-1);
    }

    @Test
    void standForKeysAndValuesBesideOtherText() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        keys.put("s3:authType", List.of("REST-HEADER"));
        keys.put("s3:ExistingObjectTag/Größe", List.of("", "true", "klein"));
        keys.put("aws:TagKeys", List.of());
        byte[] row = new Encoder(4).keys(keys).toByteArray();
        assertThat(new Decoder(row).keys()).isEqualTo(keys);
        assertThat(new String(row, StandardCharsets.UTF_8)).doesNotContain("authType", "REST");
    }
}
