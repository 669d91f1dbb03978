package dev.nephele.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.model.Structure;
import dev.nephele.wire.Answer;
import dev.nephele.wire.Codec;
import dev.nephele.wire.WireResponse;
import dev.nephele.wire.protocol.Codecs;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** AWS's output cases: each result is written, and the answer says what the case's answer says. */
class OutputConformanceTest {
    private static final int CASES = 365 + 110;

    @TestFactory
    Stream<DynamicTest> resultIsWrittenAsTheAnswerSays() {
        Map<String, String> exceptions = Case.exceptions();
        return Case.all("output").stream()
                .filter(each -> !exceptions.containsKey(each.name()))
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> run(each)));
    }

    @Test
    void noCaseIsMissingUnlisted() {
        List<Case> cases = Case.all("output");
        assertThat(cases).hasSize(CASES);
        List<String> names = cases.stream().map(Case::name).toList();
        assertThat(Case.exceptions().keySet().stream()
                        .filter(name -> name.startsWith("output") || name.startsWith("legacy.output")))
                .allSatisfy(name -> assertThat(names).contains(name));
    }

    @Test
    void listedCasesDoNotHold() {
        Map<String, String> exceptions = Case.exceptions();
        for (Case each : Case.all("output")) {
            if (exceptions.containsKey(each.name())) {
                assertThatThrownBy(() -> run(each))
                        .as("%s holds and need not be listed", each)
                        .isNotNull();
            }
        }
    }

    static void run(Case each) {
        CaseModel model = each.model();
        Protocol protocol = model.service.protocols().getFirst();
        Answer answer = new Answer(
                model.service, protocol, "request-id", model.operation.http().method());
        Map<String, @Nullable Object> expected = Json.map(each.content().get("response"));
        Codec codec = Codecs.of(protocol);
        boolean error = each.content().containsKey("error");
        WireResponse response = error
                ? codec.error(error(each, model, expected), answer)
                : codec.write(
                        model.operation,
                        Plain.structure(each.content().get("result"), model.operation.output()),
                        answer);
        assertThat((Object) response.status()).isEqualTo(((Number) expected.get("status_code")).intValue());
        headers(Json.map(expected.get("headers")), response);
        String body = (String) expected.getOrDefault("body", "");
        body(protocol, body == null ? "" : body, response, error);
    }

    private static ServiceException error(Case each, CaseModel model, Map<String, @Nullable Object> expected) {
        String code = String.valueOf(each.content().get("errorCode"));
        String message = (String) each.content().get("errorMessage");
        int status = ((Number) expected.get("status_code")).intValue();
        Schema shape = model.error(code);
        if (shape == null) {
            return ServiceException.of(code, status, message);
        }
        return new Modelled(
                code, status, message, Plain.structure(each.content().get("error"), shape));
    }

    /** A modelled error, as generated ones are. */
    private static final class Modelled extends ServiceException {
        private final Structure structure;

        Modelled(String code, int status, @Nullable String message, Structure structure) {
            super(code, status, true, message);
            this.structure = structure;
        }

        @Override
        public Optional<Structure> modelled() {
            return Optional.of(structure);
        }
    }

    private static void headers(Map<String, @Nullable Object> expected, WireResponse response) {
        expected.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("content-type") && response.size() == 0
                    || lower.equals("content-type") && String.valueOf(value).contains("xml")) {
                return;
            }
            if (lower.equals("content-length")
                    || lower.startsWith("x-amzn-requestid")
                    || lower.startsWith("x-amz-request-id")) {
                return;
            }
            String actual = response.header(name);
            String text = String.valueOf(value);
            if (lower.equals("x-amzn-errortype")) {
                text = bare(text);
            }
            assertThat(actual == null ? null : listed(actual)).as(name).isEqualTo(listed(text));
        });
    }

    private static String listed(String text) {
        return Same.text(text.strip().replaceAll(" *, *", ","));
    }

    private static String bare(String type) {
        String name = type.substring(type.indexOf('#') + 1);
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    private static void body(Protocol protocol, String expected, WireResponse response, boolean error) {
        byte[] actual = response.bytes();
        switch (protocol) {
            case AWS_JSON_1_0, AWS_JSON_1_1, REST_JSON -> {
                String text = new String(actual, StandardCharsets.UTF_8);
                if (isJson(expected) && isJson(text)) {
                    assertThat(document(json(text), error)).isEqualTo(document(json(expected), error));
                } else {
                    assertThat(text).isEqualTo(expected);
                }
            }
            case RPC_V2_CBOR -> {
                byte[] cbor = Base64.getDecoder().decode(expected);
                assertThat(document(cborOrEmpty(actual), error)).isEqualTo(document(cborOrEmpty(cbor), error));
            }
            case AWS_QUERY, EC2_QUERY, REST_XML, S3 -> {
                if (expected.strip().startsWith("<") && actual.length > 0 && actual[0] == '<') {
                    XmlTree tree = XmlTree.parse(expected.strip().getBytes(StandardCharsets.UTF_8));
                    XmlTree written = XmlTree.parse(actual);
                    assertThat(protocol == Protocol.REST_XML ? written.named(tree.name()) : written)
                            .isEqualTo(tree);
                } else if (expected.isEmpty() && protocol == Protocol.AWS_QUERY) {
                    // Without a body there is no result; the request id is there all the same.
                    assertThat(XmlTree.parse(actual).children()).isEmpty();
                } else {
                    assertThat(new String(actual, StandardCharsets.UTF_8)).isEqualTo(expected);
                }
            }
        }
    }

    private static @Nullable Object cborOrEmpty(byte[] cbor) {
        return cbor.length == 0 ? Map.of() : Json.parseCbor(cbor);
    }

    /** An empty body and an empty document say the same. */
    private static @Nullable Object json(String text) {
        return text.isEmpty() ? Map.of() : Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isJson(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || "{[\"-0123456789tfn".indexOf(stripped.charAt(0)) >= 0;
    }

    /** A document with all numbers as doubles, and errors without namespaces. */
    private static @Nullable Object document(@Nullable Object value, boolean error) {
        Object plain = Same.document(Plain.of(value), true);
        if (error && plain instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> named = new LinkedHashMap<>(Json.map(map));
            if (named.get("__type") instanceof String type) {
                named.put("__type", bare(type));
            }
            return named;
        }
        return plain;
    }
}
