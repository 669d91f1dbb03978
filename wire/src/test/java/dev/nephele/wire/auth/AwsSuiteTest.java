package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.nephele.wire.auth.crypto.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AWS's own SigV4 cases: each signed request is read, canonicalized and verified, and signed again to the same text. */
class AwsSuiteTest {
    private static final Dialect SERVICE = Dialect.of(Dialect.Family.JSON, "service");

    private static final Pattern TOKEN = Pattern.compile("(?m)^x-amz-security-token:(.*)$");

    record Case(String name, Map<String, String> parts) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Parsed(HttpHead head, List<String> lines, byte[] body) {}

    static List<Case> cases() throws IOException {
        List<String> excluded = excluded();
        return all().stream().filter(c -> !excluded.contains(c.name())).toList();
    }

    private static List<Case> all() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = AwsSuiteTest.class.getResourceAsStream("/sigv4/cases.json");
                JsonParser json = new JsonFactory().createParser(in)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> parts = new LinkedHashMap<>();
                for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                    parts.put(field, json.nextTextValue());
                }
                cases.add(new Case(parts.get("name"), parts));
            }
        }
        return cases;
    }

    private static List<String> excluded() throws IOException {
        try (InputStream in = AwsSuiteTest.class.getResourceAsStream("/sigv4/excluded.txt")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf(':')))
                    .toList();
        }
    }

    @Test
    void hasEveryCaseOfTheSuite() throws IOException {
        assertThat(all()).hasSize(34);
        assertThat(all()).extracting(Case::name).containsAll(excluded());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verifies(Case c) {
        Parsed request = signedRequest(c);
        Claim claim = Claim.of(request.head());
        assertThat(claim).isInstanceOf(Claim.V4.class);
        Authenticator<String> authenticator = new Authenticator<>(
                (key, token) ->
                        Optional.of(new Secrets.Secret<>(Fixture.SECRET, key, Optional.empty(), Secrets.State.ACTIVE)),
                new Fixture.FixedClock(Fixture.TIME));
        assertThat(authenticator
                        .verify(claim, request.head(), request.body(), SERVICE)
                        .holder())
                .isEqualTo(Fixture.KEY);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void canonicalizes(Case c) {
        Parsed request = signedRequest(c);
        Claim.V4 claim = (Claim.V4) Claim.of(request.head());
        ByteText canonical = CanonicalRequest.of(
                request.head(),
                false,
                false,
                claim.signedHeaders(),
                Sha256.hexOf(request.body(), 0, request.body().length),
                CanonicalRequest.Reading.USUAL);
        assertThat(canonical).hasToString(c.parts().get("canonicalRequest"));
        assertThat(CanonicalRequest.stringToSign(
                        claim.algorithm(), claim.timing().text(), claim.scope().text(), canonical))
                .hasToString(c.parts().get("stringToSign"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void signsToTheSameText(Case c) {
        Parsed request = parse(c.parts().get("request"));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < request.lines().size(); i += 2) {
            headers.merge(request.lines().get(i), request.lines().get(i + 1), (a, b) -> a + "," + b);
        }
        Signer signer = Signer.of(Fixture.KEY, Fixture.SECRET, "us-east-1", "service");
        Matcher token = TOKEN.matcher(c.parts().get("canonicalRequest"));
        if (token.find()) {
            signer = signer.withToken(token.group(1));
        }
        Map<String, String> signed = signer.headers(
                new Signer.Draft(
                        request.head().method(),
                        request.head().path(),
                        request.head().query(),
                        headers),
                request.body(),
                Fixture.TIME);
        assertThat(signed).containsEntry("Authorization", c.parts().get("authorization"));
    }

    /**
     * The signed request with the signature of the {@code authz} file: the one in the request itself is another in
     * get-vanilla-with-session-token, where it does not fit the case's own string to sign.
     */
    private static Parsed signedRequest(Case c) {
        return parse(c.parts()
                .get("signedRequest")
                .replaceFirst(
                        "(?m)^Authorization:.*$", "Authorization: " + c.parts().get("authorization")));
    }

    /** Reads a request as the suite writes it: spaces allowed in the path, header lines folded, no space after colons. */
    private static Parsed parse(String text) {
        int blank = text.indexOf("\n\n");
        String[] headLines = (blank < 0 ? text : text.substring(0, blank)).split("\n");
        String body = blank < 0 ? "" : text.substring(blank + 2);
        String first = headLines[0];
        int space = first.indexOf(' ');
        String target = first.substring(space + 1, first.lastIndexOf(' '));
        List<String> lines = new ArrayList<>();
        for (int i = 1; i < headLines.length; i++) {
            String line = headLines[i];
            if (line.startsWith(" ")) {
                lines.set(lines.size() - 1, lines.getLast() + "\n" + line);
            } else {
                lines.add(line.substring(0, line.indexOf(':')));
                lines.add(line.substring(line.indexOf(':') + 1));
            }
        }
        int mark = target.indexOf('?');
        HttpHead head = HttpHead.of(
                first.substring(0, space),
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                lines);
        return new Parsed(head, lines, body.getBytes(UTF_8));
    }
}
