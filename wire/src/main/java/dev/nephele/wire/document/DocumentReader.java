package dev.nephele.wire.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.nephele.model.Member;
import dev.nephele.model.Member.Location;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.Structure;
import dev.nephele.wire.scalar.Scalars;
import dev.nephele.wire.scalar.Timestamps;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON or CBOR document into values of a schema. Everything it refuses is {@code SerializationException}
 * (400); the texts for wrong types are those of AWS's service framework, malformed bytes have none.
 */
public final class DocumentReader implements AutoCloseable {
    private static final String CODE = "SerializationException";

    private final JsonParser parser;
    private final Dialect dialect;

    private DocumentReader(JsonParser parser, Dialect dialect) {
        this.parser = parser;
        this.dialect = dialect;
    }

    /**
     * Reads the members of a structure into {@code values}. An empty body sets nothing.
     *
     * @param bound whether the protocol puts members elsewhere than into the body; those are then not read here
     * @throws ServiceException {@code SerializationException}
     */
    public static void readMembers(
            Dialect dialect, byte[] body, Schema schema, @Nullable Object[] values, boolean bound) {
        if (body.length == 0) {
            return;
        }
        try (DocumentReader reader = open(dialect, body)) {
            if (reader.parser.nextToken() != JsonToken.START_OBJECT) {
                throw reader.parser.currentToken() == JsonToken.START_ARRAY
                        ? refused("Start of list found where not expected")
                        : refused(null);
            }
            reader.members(schema, values, bound);
            reader.end();
        } catch (IOException e) {
            throw refused(null);
        }
    }

    /**
     * Reads a document that is one value; null for an empty body or a null.
     *
     * @throws ServiceException {@code SerializationException}
     */
    public static @Nullable Object readValue(Dialect dialect, byte[] body, Member member) {
        if (body.length == 0) {
            return null;
        }
        try (DocumentReader reader = open(dialect, body)) {
            reader.parser.nextToken();
            Object value = reader.value(member);
            reader.end();
            return value;
        } catch (IOException e) {
            throw refused(null);
        }
    }

    private static DocumentReader open(Dialect dialect, byte[] body) throws IOException {
        return new DocumentReader(dialect.factory().createParser(body), dialect);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private void end() throws IOException {
        if (parser.nextToken() != null) {
            throw refused(null);
        }
    }

    private static ServiceException refused(@Nullable String text) {
        return ServiceException.of(CODE, 400, text);
    }

    private void members(Schema schema, @Nullable Object[] values, boolean bound) throws IOException {
        String name;
        while ((name = parser.nextFieldName()) != null) {
            Member member = schema.wireMember(name);
            parser.nextToken();
            if (member == null || bound && member.location() != Location.BODY) {
                parser.skipChildren();
            } else {
                values[member.index()] = value(member);
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw refused(null);
        }
    }

    private @Nullable Object value(Member member) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null || token == JsonToken.VALUE_NULL) {
            return null;
        }
        Schema schema = member.target();
        return switch (schema.kind()) {
            case STRUCTURE, UNION -> structure(schema, token);
            case LIST -> list(schema, token);
            case MAP -> map(schema, token);
            case STRING -> string(token);
            case BOOLEAN -> bool(token);
            case INTEGER -> {
                long number = integer(token, "Integer");
                if (number != (int) number) {
                    throw mismatch(token, "Integer");
                }
                yield (int) number;
            }
            case LONG -> integer(token, "Long");
            case FLOAT -> (float) real(token, "Float");
            case DOUBLE -> real(token, "Double");
            case BLOB -> blob(token);
            case TIMESTAMP -> timestamp(token);
            case DOCUMENT -> document(token);
        };
    }

    private Structure structure(Schema schema, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw mismatch(token, "Map");
        }
        @Nullable Object[] values = new @Nullable Object[schema.members().size()];
        members(schema, values, false);
        if (schema.kind() == Schema.Kind.UNION) {
            int set = 0;
            for (Object value : values) {
                if (value != null && ++set > 1) {
                    throw refused("Unexpected value type in payload");
                }
            }
        }
        return schema.create(values);
    }

    private List<@Nullable Object> list(Schema schema, JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            throw mismatch(token, "List");
        }
        List<@Nullable Object> list = new ArrayList<>(4);
        Member element = schema.element();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(element));
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> map(Schema schema, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw mismatch(token, "Map");
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        Member member = schema.value();
        String name;
        while ((name = parser.nextFieldName()) != null) {
            parser.nextToken();
            map.put(paired(name), value(member));
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw refused(null);
        }
        return Collections.unmodifiableMap(map);
    }

    private String string(JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            throw mismatch(token, "String");
        }
        return paired(parser.getText());
    }

    /** Text is passed on only if it can be written again: no half of a surrogate pair. */
    private static String paired(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int point = text.codePointAt(i);
                if (point < 0x10000) {
                    throw refused(null);
                }
                i++;
            }
        }
        return text;
    }

    private static Boolean bool(JsonToken token) {
        return switch (token) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw mismatch(token, "Boolean");
        };
    }

    private long integer(JsonToken token, String target) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                BigInteger number = parser.getBigIntegerValue();
                if (number.bitLength() > 63) {
                    throw mismatch(token, target);
                }
                return number.longValue();
            }
            return parser.getLongValue();
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            double number = parser.getDoubleValue();
            if (Math.abs(number) < 9e18) {
                return (long) number;
            }
        }
        throw mismatch(token, target);
    }

    private double real(JsonToken token, String target) throws IOException {
        if (token.isNumeric()) {
            return parser.getDoubleValue();
        }
        if (token == JsonToken.VALUE_STRING) {
            String text = parser.getText();
            if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
                return Scalars.parseDouble(text);
            }
        }
        throw mismatch(token, target);
    }

    private Object blob(JsonToken token) throws IOException {
        if (!dialect.isBlob(token)) {
            throw mismatch(token, "Blob");
        }
        try {
            return dialect.readBlob(parser);
        } catch (IllegalArgumentException e) {
            throw refused(null);
        }
    }

    private Object timestamp(JsonToken token) throws IOException {
        try {
            if (token == JsonToken.VALUE_STRING && dialect == Dialect.JSON) {
                return Timestamps.parse(parser.getText());
            }
            if (token.isNumeric() && dialect.isTimestamp(parser)) {
                return token == JsonToken.VALUE_NUMBER_INT
                        ? Timestamps.seconds(integer(token, "Timestamp"))
                        : Timestamps.seconds(parser.getDoubleValue());
            }
        } catch (IllegalArgumentException e) {
            throw mismatch(token, "Timestamp");
        }
        throw mismatch(token, "Timestamp");
    }

    private @Nullable Object document(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> paired(parser.getText());
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? parser.getBigIntegerValue()
                        : Long.valueOf(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                JsonToken next;
                while ((next = parser.nextToken()) != JsonToken.END_ARRAY && next != null) {
                    list.add(document(next));
                }
                yield Collections.unmodifiableList(list);
            }
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                String name;
                while ((name = parser.nextFieldName()) != null) {
                    JsonToken next = parser.nextToken();
                    map.put(paired(name), next == null ? null : document(next));
                }
                yield Collections.unmodifiableMap(map);
            }
            case VALUE_EMBEDDED_OBJECT -> dialect == Dialect.CBOR ? dialect.readBlob(parser) : null;
            default -> throw refused(null);
        };
    }

    private static ServiceException mismatch(JsonToken token, String target) {
        return refused(
                switch (token) {
                    case START_OBJECT -> "Start of structure or map found where not expected.";
                    case START_ARRAY -> "Start of list found where not expected";
                    case VALUE_STRING -> "STRING_VALUE cannot be converted to " + target;
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER_VALUE cannot be converted to " + target;
                    case VALUE_TRUE -> "TRUE_VALUE cannot be converted to " + target;
                    case VALUE_FALSE -> "FALSE_VALUE cannot be converted to " + target;
                    default -> null;
                });
    }
}
