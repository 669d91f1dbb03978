package dev.nephele.servicekit.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.model.Blob;
import dev.nephele.model.Body;
import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.Structure;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.table.RowCodec;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShapeCodecTest {
    private static final Schema TEXT = scalar(Schema.Kind.STRING);

    /** A value of whatever structure a test describes. */
    private record Value(Schema schema, List<@Nullable Object> values) implements Structure {
        static Value of(Schema schema, @Nullable Object... values) {
            return new Value(schema, new ArrayList<>(Arrays.asList(values)));
        }

        @Override
        public @Nullable Object member(int index) {
            return values.get(index);
        }
    }

    private static Schema scalar(Schema.Kind kind) {
        return Schema.scalar(kind.name(), kind).build();
    }

    private static Schema structure(String name, Member.Builder... members) {
        Schema[] made = new Schema[1];
        Schema.Builder builder = Schema.structure(name, values -> Value.of(made[0], values));
        for (Member.Builder member : members) {
            builder.member(member);
        }
        made[0] = builder.build();
        return made[0];
    }

    private static Member.Builder member(String name, Schema target) {
        return Member.of(name, target);
    }

    private static Schema list(Schema element) {
        return Schema.list("List", member("member", element)).build();
    }

    private static Schema map(Schema value) {
        return Schema.map("Map", member("key", TEXT), member("value", value)).build();
    }

    private static Structure through(Schema before, Schema after, @Nullable Object... values) {
        RowCodec<Structure> write = ShapeCodec.of(() -> before);
        RowCodec<Structure> read = ShapeCodec.of(() -> after);
        return read.decode(write.encode(Value.of(before, values)));
    }

    private static Structure again(Schema schema, @Nullable Object... values) {
        return through(schema, schema, values);
    }

    @Test
    void keepsScalars() {
        Schema schema = structure(
                "All",
                member("Text", TEXT),
                member("Flag", scalar(Schema.Kind.BOOLEAN)),
                member("Small", scalar(Schema.Kind.INTEGER)),
                member("Large", scalar(Schema.Kind.LONG)),
                member("Float", scalar(Schema.Kind.FLOAT)),
                member("Double", scalar(Schema.Kind.DOUBLE)),
                member("Bytes", scalar(Schema.Kind.BLOB)),
                member("Time", scalar(Schema.Kind.TIMESTAMP)),
                member("Unset", TEXT));
        Object[] values = {
            "é\u0000😀",
            false,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            0.1f,
            Double.NEGATIVE_INFINITY,
            Blob.copyOf(new byte[] {0, -1, 7}),
            Instant.parse("1969-12-31T23:59:59.999999999Z"),
            null
        };
        assertThat(again(schema, values)).isEqualTo(Value.of(schema, values));
    }

    @Test
    void keepsNestedListsMapsAndWhatTheyLeaveEmpty() {
        Schema inner = structure("Inner", member("Name", TEXT));
        Schema schema = structure(
                "Outer",
                member("Inner", inner),
                member("Sparse", list(TEXT)),
                member("Deep", map(list(inner))),
                member("Empty", list(TEXT)));
        Map<String, Object> deep = new LinkedHashMap<>();
        deep.put("z", List.of(Value.of(inner, "1"), Value.of(inner, (Object) null)));
        deep.put("a", List.of());
        Object[] values = {Value.of(inner, "in"), Arrays.asList("x", null), deep, List.of()};
        Structure read = again(schema, values);
        assertThat(read).isEqualTo(Value.of(schema, values));
        assertThat(((Map<?, ?>) read.member(2)).keySet().stream().map(String::valueOf))
                .containsExactly("z", "a");
    }

    @Test
    void readsPastMembersThatTheModelHasNoLonger() {
        Schema gone = structure("Gone", member("Any", list(map(scalar(Schema.Kind.TIMESTAMP)))));
        Schema before = structure("S", member("First", TEXT), member("Gone", gone), member("Last", TEXT));
        Schema after = structure("S", member("Last", TEXT), member("New", TEXT), member("First", TEXT));
        Structure read = through(before, after, "1", Value.of(gone, List.of(Map.of("k", Instant.EPOCH))), "3");
        assertThat(read).isEqualTo(Value.of(after, "3", null, "1"));
    }

    @Test
    void readsNumbersThatBecameWider() {
        Schema before =
                structure("S", member("N", scalar(Schema.Kind.INTEGER)), member("F", scalar(Schema.Kind.FLOAT)));
        Schema after = structure("S", member("N", scalar(Schema.Kind.LONG)), member("F", scalar(Schema.Kind.DOUBLE)));
        assertThat(through(before, after, 7, 0.5f)).isEqualTo(Value.of(after, 7L, 0.5));
    }

    @Test
    void refusesAMemberThatBecameSomethingElse() {
        Schema before = structure("S", member("N", TEXT));
        Schema after = structure("S", member("N", list(TEXT)));
        assertThatThrownBy(() -> through(before, after, "x"))
                .isInstanceOf(StoreException.class)
                .hasMessage("a row has TEXT where the model has LIST");
    }

    @Test
    void refusesAValueOfAnotherShape() {
        RowCodec<Structure> codec = ShapeCodec.of(() -> structure("S"));
        assertThatThrownBy(() -> codec.encode(Value.of(structure("T")))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsDocumentsAsTheyAre() {
        Schema schema = structure("S", member("Any", scalar(Schema.Kind.DOCUMENT)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("list", Arrays.asList(1L, null, true, "x", 1.5));
        document.put("big", new BigInteger("123456789012345678901234567890"));
        document.put("exact", new BigDecimal("0.10"));
        document.put("in", Map.of("k", Map.of()));
        assertThat(again(schema, document)).isEqualTo(Value.of(schema, document));
    }

    @Test
    void keepsAPayloadInMemoryAndRefusesAnother() throws Exception {
        Schema schema = structure(
                "S",
                member("Body", scalar(Schema.Kind.BLOB))
                        .at(Member.Location.PAYLOAD)
                        .streaming());
        Structure read = again(schema, Body.of(new byte[] {1, 2}));
        assertThat(((Body) read.member(0)).open().readAllBytes()).containsExactly(1, 2);
        Body stream = new Body() {
            @Override
            public long length() {
                return 0;
            }

            @Override
            public InputStream open() {
                return InputStream.nullInputStream();
            }
        };
        assertThatThrownBy(() -> again(schema, stream)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsShapesThatContainThemselves() {
        Schema[] made = new Schema[1];
        Supplier<Schema> itself = () -> made[0];
        made[0] = Schema.structure("Node", values -> Value.of(made[0], values))
                .member(Member.of("Name", TEXT))
                .member(Member.of("Next", itself))
                .build();
        Value chain = Value.of(made[0], "a", Value.of(made[0], "b", null));
        RowCodec<Structure> codec = ShapeCodec.of(itself);
        assertThat(codec.decode(codec.encode(chain))).isEqualTo(chain);
    }
}
