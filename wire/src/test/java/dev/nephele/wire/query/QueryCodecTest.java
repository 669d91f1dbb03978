package dev.nephele.wire.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.wire.Answer;
import dev.nephele.wire.Labels;
import dev.nephele.wire.MemoryRequest;
import dev.nephele.wire.Parameters;
import dev.nephele.wire.Route;
import dev.nephele.wire.Shapes;
import dev.nephele.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** awsQuery with the names that SQS had before it moved to JSON. */
class QueryCodecTest {
    private static final QueryCodec CODEC = new QueryCodec();
    private static final ServiceModel SQS =
            Shapes.service("sqs", "sqs", "AmazonSQS", List.of(Protocol.AWS_JSON_1_0, Protocol.AWS_QUERY), "Operation");
    private static final Schema ATTRIBUTES = flat(Schema.map(
            "QueueAttributeMap",
            Member.of("key", () -> Shapes.STRING).queryName("Name"),
            Member.of("value", () -> Shapes.STRING).queryName("Value")));
    private static final Schema NAMES = flat(Schema.list(
            "AttributeNameList", Member.of("member", () -> Shapes.STRING).queryName("AttributeName")));
    private static final Schema INPUT = Shapes.structure(
            "Input",
            Member.of("QueueUrl", () -> Shapes.STRING),
            Member.of("Attributes", () -> ATTRIBUTES).queryName("Attribute"),
            Member.of("AttributeNames", () -> NAMES).queryName("AttributeName"),
            Member.of("Items", () -> Shapes.STRINGS),
            Member.of("Count", () -> Shapes.INTEGER),
            Member.of("Time", () -> Shapes.TIMESTAMP));
    private static final Schema OUTPUT = Shapes.structure(
            "Output",
            Member.of("Attributes", () -> ATTRIBUTES).queryName("Attribute"),
            Member.of("Items", () -> Shapes.STRINGS));

    private static Schema flat(Schema.Builder builder) {
        return builder.traits(new Schema.Traits(null, null, true, null, false, false, false, null))
                .build();
    }

    private static Shapes.Value parse(String path, String form) {
        MemoryRequest request =
                MemoryRequest.of("POST", path).header("Host", "localhost:4566").build();
        Route.Found route = new Route.Found(
                SQS,
                SQS.operations().getFirst(),
                Protocol.AWS_QUERY,
                Objects.requireNonNull(Parameters.parse(form)),
                Labels.NONE);
        return (Shapes.Value)
                CODEC.parse(Shapes.operation("sqs", "Operation", "POST", "/", INPUT, OUTPUT), route, request);
    }

    @Test
    void flattenedNamesOfTheQueryPastAreRead() {
        Shapes.Value value = parse(
                "/",
                "Attribute.2.Name=b&Attribute.2.Value=2&Attribute.1.Name=a&Attribute.1.Value=x%20y"
                        + "&AttributeName.1=All");
        assertThat(value.get("Attributes")).isEqualTo(Map.of("a", "x y", "b", "2"));
        assertThat(value.get("AttributeNames")).isEqualTo(List.of("All"));
    }

    @Test
    void indexesOnlyOrderTheItems() {
        assertThat(parse("/", "Items.member.10=c&Items.member.2=b&Items.member.1=a")
                        .get("Items"))
                .isEqualTo(List.of("a", "b", "c"));
        assertThat(parse("/", "Items=").get("Items")).isEqualTo(List.of());
    }

    @Test
    void queueMayBeAddressedByThePath() {
        assertThat(parse("/000000000000/q", "Count=1").get("QueueUrl"))
                .isEqualTo("http://localhost:4566/000000000000/q");
        assertThat(parse("/000000000000/q", "QueueUrl=u").get("QueueUrl")).isEqualTo("u");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Count=x", "Count=1.5", "Count=99999999999", "Time=yesterday", "Attribute.1.Value=x"})
    void valueThatIsNoneIsMalformedInput(String form) {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> parse("/", form))
                .satisfies(error -> assertThat(error.code()).isEqualTo("MalformedInput"));
    }

    @Test
    void namesThatNestTooDeepAreMalformedInput() {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> parse("/", "Items" + ".1".repeat(10_000) + "=x"))
                .satisfies(error -> assertThat(error.code()).isEqualTo("MalformedInput"));
    }

    @Test
    void parametersBeyondTheLimitAreNotRead() {
        assertThat(Parameters.parse("a=1&".repeat(Parameters.LIMIT))).isNotNull();
        assertThat(Parameters.parse("a=1&".repeat(Parameters.LIMIT + 1))).isNull();
        assertThat(Parameters.parse("a=%GG")).isNull();
    }

    @Test
    void answerIsWrappedAndNamedAfterTheOperation() {
        WireResponse response = CODEC.write(
                Shapes.operation("sqs", "Operation", "POST", "/", INPUT, OUTPUT),
                Shapes.value(OUTPUT, "Attributes", Map.of("a", "<1>"), "Items", List.of("x")),
                new Answer(SQS, Protocol.AWS_QUERY, "id-1", "POST"));
        assertThat(new String(response.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("<OperationResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"><OperationResult>"
                        + "<Attribute><Name>a</Name><Value>&lt;1&gt;</Value></Attribute>"
                        + "<Items><member>x</member></Items></OperationResult>"
                        + "<ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></OperationResponse>");
    }
}
