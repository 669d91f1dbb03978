package dev.nephele.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.model.Member;
import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.model.Structure;
import dev.nephele.wire.MemoryRequest;
import dev.nephele.wire.Route;
import dev.nephele.wire.protocol.Codecs;
import dev.nephele.wire.routing.Router;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** AWS's input cases: each request is routed to its operation and parsed to its parameters. */
class InputConformanceTest {
    private static final int CASES = 367 + 162;

    @TestFactory
    Stream<DynamicTest> requestIsParsedToItsParameters() {
        Map<String, String> exceptions = Case.exceptions();
        return Case.all("input").stream()
                .filter(each -> !exceptions.containsKey(each.name()))
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> run(each)));
    }

    @Test
    void noCaseIsMissingUnlisted() {
        List<Case> cases = Case.all("input");
        assertThat(cases).hasSize(CASES);
        List<String> names = cases.stream().map(Case::name).toList();
        assertThat(Case.exceptions().keySet().stream()
                        .filter(name -> name.startsWith("input") || name.startsWith("legacy.input")))
                .allSatisfy(name -> assertThat(names).contains(name));
        assertThat(Case.exceptions().values())
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    @Test
    void listedCasesDoNotHold() {
        Map<String, String> exceptions = Case.exceptions();
        for (Case each : Case.all("input")) {
            if (exceptions.containsKey(each.name())) {
                assertThatThrownBy(() -> run(each))
                        .as("%s holds and need not be listed", each)
                        .isNotNull();
            }
        }
    }

    static void run(Case each) {
        CaseModel model = each.model();
        MemoryRequest request = request(each, model);
        Route route = new Router(List.of(model.service)).route(request);
        assertThat(route).isInstanceOf(Route.Found.class);
        Route.Found found = (Route.Found) route;
        assertThat(found.entry().name()).isEqualTo(model.operation.name());
        Structure parsed = Codecs.of(found.protocol()).parse(model.operation, found, request);
        Structure params = Plain.structure(each.content().get("params"), model.operation.input());
        assertThat(unbound(parsed)).isEqualTo(expected(params));
    }

    /**
     * A value whose map of query parameters has only those that no other member takes: the cases are of two minds, and
     * which of both a client filled cannot be told from a request.
     */
    private static Map<String, @Nullable Object> unbound(Structure value) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>(Json.map(Plain.of(value)));
        for (Member map : value.schema().members()) {
            if (map.location() == Member.Location.QUERY_PARAMS && plain.get(map.name()) != null) {
                Map<String, @Nullable Object> rest = new LinkedHashMap<>(Json.map(plain.get(map.name())));
                for (Member member : value.schema().members()) {
                    if (member.location() == Member.Location.QUERY) {
                        rest.remove(member.wireName());
                    }
                }
                plain.put(map.name(), rest);
                if (rest.isEmpty()) {
                    plain.remove(map.name());
                }
            }
        }
        return plain;
    }

    /** The parameters, with the tokens that a client makes up itself when they are not given. */
    private static Map<String, @Nullable Object> expected(Structure params) {
        Map<String, @Nullable Object> plain = unbound(params);
        for (Member member : params.schema().members()) {
            if (member.idempotencyToken()) {
                plain.putIfAbsent(member.name(), "00000000-0000-4000-8000-000000000000");
            }
        }
        return plain;
    }

    static MemoryRequest request(Case each, CaseModel model) {
        Map<String, @Nullable Object> serialized = Json.map(each.content().get("serialized"));
        Protocol protocol = model.service.protocols().getFirst();
        String method = (String)
                serialized.getOrDefault("method", model.operation.http().method());
        String uri = (String) serialized.getOrDefault("uri", "/");
        MemoryRequest.Builder builder = MemoryRequest.of(String.valueOf(method), String.valueOf(uri));
        Map<String, String> headers = new LinkedHashMap<>();
        Json.map(serialized.get("headers")).forEach((name, value) -> headers.put(name, String.valueOf(value)));
        headers.put("Host", String.valueOf(serialized.getOrDefault("host", "conformance.localhost")));
        headers.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKID/20261124/us-east-1/conformance/aws4_request, SignedHeaders=host,"
                        + " Signature=00");
        if (protocol == Protocol.AWS_QUERY || protocol == Protocol.EC2_QUERY) {
            headers.put("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        }
        if (protocol == Protocol.AWS_JSON_1_0 || protocol == Protocol.AWS_JSON_1_1) {
            String target = model.service.identity().targetPrefix() + '.' + model.operation.name();
            headers.putIfAbsent("X-Amz-Target", target);
        }
        headers.forEach(builder::header);
        String body = (String) serialized.getOrDefault("body", "");
        String text = body == null ? "" : body;
        return builder.body(
                        protocol == Protocol.RPC_V2_CBOR
                                ? Base64.getDecoder().decode(text)
                                : text.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
