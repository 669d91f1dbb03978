package dev.nephele.wire.document;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.nephele.model.Blob;
import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.Structure;
import dev.nephele.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values of a schema as one JSON or CBOR document. Members that are not set are left out. */
public final class DocumentWriter implements AutoCloseable {
    private final JsonGenerator generator;
    private final Dialect dialect;

    private DocumentWriter(JsonGenerator generator, Dialect dialect) {
        this.generator = generator;
        this.dialect = dialect;
    }

    /**
     * The document of a structure.
     *
     * @param bound whether the protocol puts members elsewhere than into the body; those are then left out
     */
    public static Bytes members(Dialect dialect, Structure value, boolean bound) {
        return write(dialect, writer -> {
            writer.generator.writeStartObject();
            writer.members(value, bound);
            writer.generator.writeEndObject();
        });
    }

    /**
     * The answer of a query service in JSON: the elements of its XML as members.
     *
     * @param response the outermost member
     * @param result the member that holds the output, or null if there is none
     */
    public static Bytes queryAnswer(String response, @Nullable String result, Structure output, String requestId) {
        return write(Dialect.JSON, writer -> {
            JsonGenerator generator = writer.generator;
            generator.writeStartObject();
            generator.writeObjectFieldStart(response);
            if (result != null) {
                generator.writeObjectFieldStart(result);
                writer.members(output, false);
                generator.writeEndObject();
            }
            generator.writeObjectFieldStart("ResponseMetadata");
            generator.writeStringField("RequestId", requestId);
            generator.writeEndObject();
            generator.writeEndObject();
            generator.writeEndObject();
        });
    }

    /** An error of a query service in JSON. */
    public static Bytes queryError(String type, String code, @Nullable String text, String requestId) {
        return write(Dialect.JSON, writer -> {
            JsonGenerator generator = writer.generator;
            generator.writeStartObject();
            generator.writeObjectFieldStart("Error");
            generator.writeStringField("Code", code);
            if (text != null) {
                generator.writeStringField("Message", text);
            }
            generator.writeStringField("Type", type);
            generator.writeEndObject();
            generator.writeStringField("RequestId", requestId);
            generator.writeEndObject();
        });
    }

    /** The document of one value. */
    public static Bytes value(Dialect dialect, Object value, Member member) {
        return write(dialect, writer -> writer.value(value, member));
    }

    /**
     * The document of an error.
     *
     * @param type what {@code __type} says, or null to leave it out
     * @param value the modelled error, or null
     * @param messageMember the name of the member that holds the text if {@code value} has none
     * @param text the text, or null
     */
    public static Bytes error(
            Dialect dialect,
            @Nullable String type,
            @Nullable Structure value,
            String messageMember,
            @Nullable String text,
            Map<String, String> details) {
        return write(dialect, writer -> {
            JsonGenerator generator = writer.generator;
            generator.writeStartObject();
            if (type != null) {
                generator.writeStringField("__type", type);
            }
            if (value != null) {
                writer.members(value, true);
            }
            if (text != null && (value == null || !hasMessage(value))) {
                generator.writeStringField(value == null ? messageMember : messageName(value, messageMember), text);
            }
            for (Map.Entry<String, String> detail : details.entrySet()) {
                generator.writeStringField(detail.getKey(), detail.getValue());
            }
            generator.writeEndObject();
        });
    }

    private static boolean hasMessage(Structure value) {
        for (Member member : value.schema().members()) {
            if (member.name().equalsIgnoreCase("message")) {
                return value.member(member.index()) != null;
            }
        }
        return false;
    }

    private static String messageName(Structure value, String otherwise) {
        for (Member member : value.schema().members()) {
            if (member.name().equalsIgnoreCase("message")) {
                return member.wireName();
            }
        }
        return otherwise;
    }

    private interface Content {
        void to(DocumentWriter writer) throws IOException;
    }

    private static Bytes write(Dialect dialect, Content content) {
        Bytes bytes = new Bytes(512);
        try (DocumentWriter writer = new DocumentWriter(dialect.factory().createGenerator(bytes), dialect)) {
            content.to(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        generator.close();
    }

    private void members(Structure value, boolean bound) throws IOException {
        for (Member member : value.schema().members()) {
            if (!bound || inBody(member)) {
                member(value, member);
            }
        }
    }

    /** Whether a member of an answer is in the document; places that only requests have do not count. */
    public static boolean inBody(Member member) {
        return switch (member.location()) {
            case BODY, QUERY, QUERY_PARAMS, URI -> true;
            case PAYLOAD, HEADER, HEADERS, STATUS_CODE -> false;
        };
    }

    private void member(Structure value, Member member) throws IOException {
        Object set = value.member(member.index());
        if (set != null) {
            generator.writeFieldName(member.wireName());
            value(set, member);
        }
    }

    private void value(@Nullable Object value, Member member) throws IOException {
        if (value == null) {
            generator.writeNull();
            return;
        }
        Schema schema = member.target();
        if (schema.kind() == Schema.Kind.DOCUMENT) {
            document(value);
            return;
        }
        switch (value) {
            case Structure structure -> {
                generator.writeStartObject();
                for (Member inner : structure.schema().members()) {
                    member(structure, inner);
                }
                generator.writeEndObject();
            }
            case List<?> list -> {
                generator.writeStartArray();
                Member element = schema.element();
                for (Object item : list) {
                    value(item, element);
                }
                generator.writeEndArray();
            }
            case Map<?, ?> map -> {
                generator.writeStartObject();
                Member item = schema.value();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    generator.writeFieldName((String) entry.getKey());
                    value(entry.getValue(), item);
                }
                generator.writeEndObject();
            }
            case String text -> generator.writeString(text);
            case Boolean bool -> generator.writeBoolean(bool);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Float number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            case Blob blob -> dialect.writeBlob(generator, blob);
            case Instant instant -> dialect.writeTimestamp(generator, instant, member);
            default -> throw new IllegalArgumentException("no wire form for " + value.getClass());
        }
    }

    private void document(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case String text -> generator.writeString(text);
            case Blob blob -> dialect.writeBlob(generator, blob);
            case Boolean bool -> generator.writeBoolean(bool);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            case BigInteger number -> generator.writeNumber(number);
            case BigDecimal number -> generator.writeNumber(number);
            case List<?> list -> {
                generator.writeStartArray();
                for (Object item : list) {
                    document(item);
                }
                generator.writeEndArray();
            }
            case Map<?, ?> map -> {
                generator.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    generator.writeFieldName((String) entry.getKey());
                    document(entry.getValue());
                }
                generator.writeEndObject();
            }
            default -> throw new IllegalArgumentException("no wire form for " + value.getClass());
        }
    }
}
