package dev.nephele.wire.conformance;

import dev.nephele.model.Blob;
import dev.nephele.model.Body;
import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.Structure;
import dev.nephele.wire.scalar.Scalars;
import dev.nephele.wire.scalar.Timestamps;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a schema as the cases write parameters and results, and back. */
final class Plain {
    private Plain() {}

    /** A value with structures as maps, blobs as text, timestamps as seconds, all numbers as doubles. */
    static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Structure structure -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (Member member : structure.schema().members()) {
                    Object set = structure.member(member.index());
                    if (set != null) {
                        map.put(member.name(), isJsonText(member) ? of(json(set)) : of(set));
                    }
                }
                yield map;
            }
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>();
                list.forEach(item -> items.add(of(item)));
                yield items;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> items = new LinkedHashMap<>();
                map.forEach((key, item) -> items.put((String) key, of(item)));
                yield items;
            }
            case Blob blob -> new String(blob.toByteArray(), StandardCharsets.UTF_8);
            case Body body -> text(body);
            case Instant instant -> instant.toEpochMilli() / 1000.0;
            case Float number -> number(Double.parseDouble(number.toString()));
            case Number number -> number(number.doubleValue());
            default -> value;
        };
    }

    /** In bodies the text stays text. */
    private static boolean isJsonText(Member member) {
        return member.jsonValue() && member.location() == Member.Location.HEADER;
    }

    private static @Nullable Object json(Object text) {
        return Json.parse(((String) text).getBytes(StandardCharsets.UTF_8));
    }

    private static Object number(double number) {
        return Double.isFinite(number) ? (Object) number : Double.toString(number);
    }

    private static String text(Body body) {
        try (InputStream in = body.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value of a schema from what a case says. */
    static @Nullable Object value(@Nullable Object plain, Schema schema) {
        if (plain == null) {
            return null;
        }
        return switch (schema.kind()) {
            case STRUCTURE, UNION -> structure(plain, schema);
            case LIST -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (Object item : Json.list(plain)) {
                    items.add(value(item, schema.element().target()));
                }
                yield items;
            }
            case MAP -> {
                Map<String, @Nullable Object> items = new LinkedHashMap<>();
                Json.map(plain)
                        .forEach((key, item) ->
                                items.put(key, value(item, schema.value().target())));
                yield items;
            }
            case STRING -> plain.toString();
            case BOOLEAN, DOCUMENT -> plain;
            case INTEGER -> ((Number) plain).intValue();
            case LONG -> ((Number) plain).longValue();
            case FLOAT -> (float) real(plain);
            case DOUBLE -> real(plain);
            case BLOB -> Blob.utf8((String) plain);
            case TIMESTAMP ->
                plain instanceof Number number
                        ? Timestamps.seconds(number.doubleValue())
                        : Timestamps.parse(plain.toString());
        };
    }

    private static double real(Object plain) {
        return plain instanceof Number number ? number.doubleValue() : Scalars.parseDouble(plain.toString());
    }

    static Structure structure(@Nullable Object plain, Schema schema) {
        @Nullable Object[] values = new @Nullable Object[schema.members().size()];
        Json.map(plain).forEach((name, item) -> {
            Member member = schema.member(name);
            if (member == null) {
                throw new IllegalArgumentException(schema + " has no " + name);
            }
            values[member.index()] =
                    isJsonText(member) && !(item instanceof String) ? Json.print(item) : value(item, member.target());
        });
        return schema.create(values);
    }
}
