package dev.nephele.wire.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.wire.Shapes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    private static final Schema INPUT = input();

    private static Schema input() {
        AtomicReference<Schema> self = new AtomicReference<>();
        Schema schema = Shapes.structure(
                "Input",
                Member.of("Text", () -> Shapes.STRING),
                Member.of("Number", () -> Shapes.INTEGER),
                Member.of("Bytes", () -> Shapes.BLOB),
                Member.of("Time", () -> Shapes.TIMESTAMP),
                Member.of("Texts", () -> Shapes.STRINGS),
                Member.of("Inner", self::get));
        self.set(schema);
        return schema;
    }

    private static Shapes.Value read(String json) {
        return read(Dialect.JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Shapes.Value read(Dialect dialect, byte[] bytes) {
        @Nullable Object[] values = new @Nullable Object[INPUT.members().size()];
        DocumentReader.readMembers(dialect, bytes, INPUT, values, false);
        return (Shapes.Value) INPUT.create(values);
    }

    private static ServiceException refused(String json) {
        AtomicReference<ServiceException> refusal = new AtomicReference<>();
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> read(json))
                .satisfies(refusal::set);
        assertThat(refusal.get().code()).isEqualTo("SerializationException");
        assertThat(refusal.get().status()).isEqualTo(400);
        return refusal.get();
    }

    @Test
    void unknownMembersAreSkippedAndNullIsAbsent() {
        Shapes.Value value = read("{\"Other\":{\"a\":[1,{}]},\"Text\":null,\"Number\":3}");
        assertThat(value.get("Text")).isNull();
        assertThat(value.get("Number")).isEqualTo(3);
    }

    @Test
    void lastOfDuplicateMembersCounts() {
        assertThat(read("{\"Text\":\"a\",\"Text\":\"b\"}").get("Text")).isEqualTo("b");
    }

    @Test
    void emptyBodySetsNothing() {
        assertThat(read("").get("Text")).isNull();
    }

    @Test
    void timestampsAreReadInEveryForm() {
        Instant instant = Instant.parse("2014-04-29T18:30:38.123Z");
        assertThat(read("{\"Time\":1398796238.123}").get("Time")).isEqualTo(instant);
        assertThat(read("{\"Time\":\"2014-04-29T20:30:38.123+02:00\"}").get("Time"))
                .isEqualTo(instant);
        assertThat(read("{\"Time\":\"Tue, 29 Apr 2014 18:30:38 GMT\"}").get("Time"))
                .isEqualTo(Instant.parse("2014-04-29T18:30:38Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Text\":1}|NUMBER_VALUE cannot be converted to String",
                "{\"Text\":true}|TRUE_VALUE cannot be converted to String",
                "{\"Text\":{}}|Start of structure or map found where not expected.",
                "{\"Text\":[]}|Start of list found where not expected",
                "{\"Number\":\"1\"}|STRING_VALUE cannot be converted to Integer",
                "{\"Number\":2147483648}|NUMBER_VALUE cannot be converted to Integer",
                "{\"Number\":99999999999999999999999}|NUMBER_VALUE cannot be converted to Integer",
                "{\"Number\":1e400}|NUMBER_VALUE cannot be converted to Integer",
                "{\"Time\":1e300}|NUMBER_VALUE cannot be converted to Timestamp",
                "{\"Texts\":{}}|Start of structure or map found where not expected.",
                "[]|Start of list found where not expected",
            })
    void wrongTypesAreNamedInAwsWords(String json, String text) {
        assertThat(refused(json).text()).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"Text\":\"a\"} x",
                "{\"Text\":\"a\"}{}",
                "{\"Number\":NaN}",
                "{\"Number\":01}",
                "{'Text':'a'}",
                "{\"Text\":\"\\ud800\"}",
                "{\"Bytes\":\"***\"}",
                "{\"Text\":\"a\nb\"}",
                "null",
                "\"a\"",
                "1"
            })
    void malformedDocumentsAreRefusedWithoutText(String json) {
        assertThat(refused(json).text()).isEmpty();
    }

    @Test
    void depthIsBounded() {
        refused("{\"Inner\":".repeat(100_000));
        refused("{\"Other\":" + "[".repeat(100_000));
        assertThat(read("{\"Inner\":".repeat(200) + "{}" + "}".repeat(200)).get("Inner"))
                .isNotNull();
    }

    @Test
    void numbersOfManyDigitsAreRefused() {
        refused("{\"Number\":" + "9".repeat(1_000_000) + "}");
    }

    @Test
    void cborHasItsOwnBytesAndTimes() {
        // {"Bytes": h'666f6f', "Time": 1(1398796238.5), "Number": 7, "Text": (_ "a", "b")}
        byte[] cbor = HexFormat.of()
                .parseHex("a4" + "654279746573" + "43666f6f" + "6454696d65" + "c1fb41d4d7fbf3a00000" + "664e756d626572"
                        + "07" + "6454657874" + "7f61616162ff");
        Shapes.Value value = read(Dialect.CBOR, cbor);
        assertThat(value.get("Bytes")).hasToString("666f6f");
        assertThat(value.get("Time")).isEqualTo(Instant.ofEpochMilli(1398796238500L));
        assertThat(value.get("Number")).isEqualTo(7);
        assertThat(value.get("Text")).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1",
                "ff",
                "a1645465787401",
                "a1645465787441" + "61",
                "a16454696d6507",
                "a164546578747b7fffffffffffffff",
                "bf",
                "a0a0",
                "1c"
            })
    void damagedCborIsRefused(String hex) {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> read(Dialect.CBOR, HexFormat.of().parseHex(hex)))
                .satisfies(error -> assertThat(error.code()).isEqualTo("SerializationException"));
    }
}
