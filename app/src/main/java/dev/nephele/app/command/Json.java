package dev.nephele.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value as the commands read and write it. Absent members read as {@link #NULL}. */
public sealed interface Json {
    Json NULL = new Null();

    /** An object; its members keep their order. */
    record Members(Map<String, Json> values) implements Json {}

    record Items(List<Json> values) implements Json {}

    /** A string, number or boolean in its text. */
    record Scalar(String text) implements Json {}

    record Null() implements Json {}

    /** A member of an object. */
    default Json at(String name) {
        return this instanceof Members members ? members.values().getOrDefault(name, NULL) : NULL;
    }

    /** The text of a scalar; empty for everything else. */
    default String text() {
        return this instanceof Scalar scalar ? scalar.text() : "";
    }

    default List<Json> items() {
        return this instanceof Items items ? items.values() : List.of();
    }

    default boolean isNull() {
        return this instanceof Null;
    }

    /** Parses a document. */
    static Json parse(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            return value(parser);
        }
    }

    /** One object of texts; members without a value are left out. */
    static String object(Map<String, ? extends @Nullable String> members) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            generator.writeStartObject();
            for (Map.Entry<String, ? extends @Nullable String> member : members.entrySet()) {
                String value = member.getValue();
                if (value != null) {
                    generator.writeStringField(member.getKey(), value);
                }
            }
            generator.writeEndObject();
        }
        return text.toString();
    }

    private static Json value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Json> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, value(parser));
            }
            return new Members(members);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Json> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return new Items(items);
        }
        return token == null || token == JsonToken.VALUE_NULL ? NULL : new Scalar(parser.getText());
    }
}
