package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.ServiceException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded noise for the readers of headers and queries: they refuse in AWS's words, and nothing else escapes. */
class ClaimFuzzTest {
    private static final int ROUNDS = 20_000;
    private static final String[] PIECES = {
        "=",
        "&",
        ",",
        "/",
        ";",
        "%",
        "%2",
        "%2F",
        "%zz",
        "+",
        " ",
        "\u00ff",
        "Credential=",
        "Signature=",
        "SignedHeaders=",
        "X-Amz-Date=",
        "X-Amz-Expires=-1",
        "99999999999999999999",
        "AWS ",
        "AWS4-HMAC-SHA256",
        ":",
        "X-Amz-Signature=",
        "AWSAccessKeyId=",
        "Expires=",
        "aws4_request",
        "host",
        "20150830",
        "..",
        "//",
        "\t"
    };

    private static String mutated(String text, Random random) {
        StringBuilder result = new StringBuilder(text);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(result.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> result.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> result.delete(at, Math.min(result.length(), at + 1 + random.nextInt(20)));
                case 2 -> result.insert(at, (char) (1 + random.nextInt(255)));
                default -> result.insert(at, result.substring(at, Math.min(result.length(), at + random.nextInt(30))));
            }
        }
        return result.toString();
    }

    /** Whether the request was verified; a refusal must be a client's error. */
    private static boolean verified(HttpHead head, Random random) {
        Dialect.Family[] families = Dialect.Family.values();
        Dialect dialect = Dialect.of(families[random.nextInt(families.length)], "s3");
        try {
            Fixture.at(Fixture.TIME).verify(Claim.of(head), head, new byte[0], dialect);
            return true;
        } catch (ServiceException refusal) {
            assertThat(refusal.status()).isBetween(400, 499);
            assertThat(refusal.text()).isPresent();
            return false;
        }
    }

    @Test
    void survivesAnyAuthorizationHeader() {
        Random random = new Random(20150830);
        Map<String, String> good = Signer.of(Fixture.KEY, Fixture.SECRET, "us-east-1", "s3")
                .headers(new Signer.Draft("GET", "/b/k", "", Map.of("Host", "h")), new byte[0], Fixture.TIME);
        String authorization = good.get("Authorization");
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, String> headers = new LinkedHashMap<>(good);
            String changed = mutated(authorization, random);
            headers.put("Authorization", changed);
            refused += verified(Fixture.head("GET", "/b/k", "", headers), random) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void survivesAnyQuery() {
        Random random = new Random(7);
        Map<String, String> headers = Map.of("Host", "h");
        String v4 = Signer.of(Fixture.KEY, Fixture.SECRET, "us-east-1", "s3")
                .presigned(
                        new Signer.Draft("GET", "/b/k", "a=b", headers),
                        Duration.ofMinutes(5),
                        "UNSIGNED-PAYLOAD",
                        Fixture.TIME);
        String v2 = "AWSAccessKeyId=AKIDEXAMPLE&Expires=1440938260&Signature=abc%3D";
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String query = mutated(random.nextBoolean() ? v4 : v2, random);
            refused += verified(Fixture.head("GET", "/b/k", query, headers), random) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void survivesAnyPathAndHeaderValue() {
        Random random = new Random(99);
        Map<String, String> good = Signer.of(Fixture.KEY, Fixture.SECRET, "us-east-1", "s3")
                .headers(new Signer.Draft("GET", "/b/k", "", Map.of("Host", "h")), new byte[0], Fixture.TIME);
        byte[] noise = new byte[64];
        for (int round = 0; round < ROUNDS; round++) {
            random.nextBytes(noise);
            Map<String, String> headers = new LinkedHashMap<>(good);
            headers.put("X-Amz-Meta-Noise", new String(noise, ISO_8859_1));
            headers.put("X-Amz-Date", mutated("20150830T123600Z", random));
            assertThat(verified(Fixture.head("GET", "/" + mutated("b/k", random), "", headers), random))
                    .isFalse();
        }
    }
}
