package dev.nephele.wire.conformance;

import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.wire.document.Dialect;
import dev.nephele.wire.document.DocumentReader;
import dev.nephele.wire.document.DocumentWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Any JSON or CBOR as maps, lists and scalars. */
final class Json {
    private static final Schema DOCUMENT =
            Schema.scalar("Document", Schema.Kind.DOCUMENT).build();
    private static final Member ANY =
            Schema.list("Any", Member.of("member", () -> DOCUMENT)).build().element();

    private Json() {}

    static @Nullable Object parse(byte[] json) {
        return DocumentReader.readValue(Dialect.JSON, json, ANY);
    }

    static String print(@Nullable Object value) {
        return new String(
                DocumentWriter.value(Dialect.JSON, Objects.requireNonNull(value), ANY)
                        .toByteArray(),
                StandardCharsets.UTF_8);
    }

    static @Nullable Object parseCbor(byte[] cbor) {
        return DocumentReader.readValue(Dialect.CBOR, cbor, ANY);
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<@Nullable Object> list(@Nullable Object value) {
        return value == null ? List.of() : (List<@Nullable Object>) value;
    }

    static @Nullable String text(@Nullable Object value) {
        return (String) value;
    }
}
