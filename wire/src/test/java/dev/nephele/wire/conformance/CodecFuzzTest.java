package dev.nephele.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.nephele.model.ServiceException;
import dev.nephele.wire.Answer;
import dev.nephele.wire.Codec;
import dev.nephele.wire.MemoryRequest;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireResponse;
import dev.nephele.wire.protocol.Codecs;
import dev.nephele.wire.routing.Router;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Damaged requests: each of AWS's input cases with bytes of its path, headers or body changed, cut, doubled or replaced.
 * Whatever comes out, it is an input or AWS's refusal in the protocol's form. Seeds are fixed; a failure names the case
 * and the round.
 */
class CodecFuzzTest {
    private static final int ROUNDS = 60;
    private static final byte[][] DICTIONARY = Stream.of(
                    "\"",
                    "{",
                    "}",
                    "[",
                    "]",
                    ":",
                    ",",
                    "null",
                    "true",
                    "NaN",
                    "1e999999",
                    "-",
                    "\\ud800",
                    "\u0000",
                    "<",
                    ">",
                    "</",
                    "<![CDATA[",
                    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
                    "&b;",
                    "&#0;",
                    "<?xml?>",
                    "%",
                    "%zz",
                    "%C3",
                    "+",
                    "&",
                    "=",
                    ".1.",
                    ".member.99999999999.",
                    ".entry.1.key",
                    "\u00ff\u00fe",
                    "\u20ac",
                    "99999999999999999999999999",
                    "0.1e-9999",
                    "=?UTF-8?Q?=",
                    "\u00df",
                    "\u00bf\u00bf\u00bf",
                    "/../",
                    "//")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);

    @TestFactory
    Stream<DynamicTest> damagedRequestIsParsedOrRefused() {
        return Case.all("input").stream()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    SplittableRandom random = new SplittableRandom(each.name().hashCode());
                    CaseModel model = each.model();
                    Router router = new Router(List.of(model.service));
                    MemoryRequest request = InputConformanceTest.request(each, model);
                    for (int round = 0; round < ROUNDS; round++) {
                        tryOnce(model, router, damaged(request, random), round);
                    }
                }));
    }

    private static void tryOnce(CaseModel model, Router router, MemoryRequest request, int round) {
        try {
            Route route = router.route(request);
            Codec codec = Codecs.of(route.protocol());
            Answer answer = Answer.to(route, request, "request-id");
            switch (route) {
                case Route.Found found -> {
                    try {
                        codec.parse(model.operation, found, request);
                    } catch (ServiceException e) {
                        refused(codec, e, answer);
                    }
                }
                case Route.Unknown unknown -> refused(codec, unknown.error(), answer);
                case Route.PostObject post -> fail("no case posts an object: " + post);
            }
        } catch (ServiceException e) {
            assertThat(e.status()).isBetween(400, 499);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(
                    "round " + round + ": " + request.method() + ' ' + request.path() + '?' + request.query() + '\n'
                            + new String(request.bytes(1 << 20), StandardCharsets.UTF_8),
                    e);
        }
    }

    private static void refused(Codec codec, ServiceException error, Answer answer) {
        assertThat(error.status()).isIn(400, 404, 405, 413, 501);
        WireResponse response = codec.error(error, answer);
        assertThat(response.status()).isEqualTo(error.status());
        assertThat(new String(response.bytes(), StandardCharsets.UTF_8))
                .doesNotContain("Exception:")
                .doesNotContain("java.");
    }

    private static MemoryRequest damaged(MemoryRequest request, SplittableRandom random) {
        byte[] body = request.bytes(1 << 20);
        String target = request.query().isEmpty() ? request.path() : request.path() + '?' + request.query();
        List<String> headers = new ArrayList<>();
        request.eachHeader((name, value) -> {
            headers.add(name);
            headers.add(value);
        });
        int where = random.nextInt(10);
        if (where < 7 && body.length > 0) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                body = damaged(body, random);
            }
        } else if (where == 8 && !headers.isEmpty()) {
            int at = random.nextInt(headers.size() / 2) * 2 + 1;
            headers.set(at, latin(damaged(headers.get(at).getBytes(StandardCharsets.UTF_8), random)));
        } else {
            target = '/' + latin(damaged(target.substring(1).getBytes(StandardCharsets.UTF_8), random));
        }
        MemoryRequest.Builder builder =
                MemoryRequest.of(request.method(), target).body(body);
        for (int i = 0; i < headers.size(); i += 2) {
            builder.header(headers.get(i), headers.get(i + 1));
        }
        return builder.build();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] damaged(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length + 1);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> {
                byte[] flipped = bytes.clone();
                if (at < flipped.length) {
                    flipped[at] = (byte) random.nextInt(256);
                }
                yield flipped;
            }
            case 2 ->
                inserted(bytes, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + random.nextInt(64))));
            case 3 -> {
                byte[] noise = new byte[random.nextInt(8)];
                random.nextBytes(noise);
                yield inserted(bytes, at, noise);
            }
            default -> inserted(bytes, at, DICTIONARY[random.nextInt(DICTIONARY.length)]);
        };
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] more) {
        byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, all, at, more.length);
        System.arraycopy(bytes, at, all, at + more.length, bytes.length - at);
        return all;
    }
}
