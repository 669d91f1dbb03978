package dev.nephele.gateway.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The small JSON documents of the admin endpoints: flat objects in, any document out. */
public final class Json {
    /** The largest body of an admin request, in bytes. */
    static final int BODY_LIMIT = 64 << 10;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .build();

    private Json() {}

    /** Writes a document. */
    @FunctionalInterface
    public interface Writer {
        void write(JsonGenerator out) throws IOException;
    }

    /** The bytes of a document. */
    public static byte[] write(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads one object whose values are texts, numbers or booleans; all become text. An empty body is an empty object.
     * Nulls are left out. Empty when the bytes are anything else.
     */
    static Optional<Map<String, String>> flat(byte[] body) {
        Map<String, String> values = new HashMap<>();
        try (JsonParser in = FACTORY.createParser(body)) {
            JsonToken first = in.nextToken();
            if (first == null) {
                return Optional.of(values);
            }
            if (first != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                JsonToken token = in.nextToken();
                if (token == null || !token.isScalarValue()) {
                    return Optional.empty();
                }
                if (token != JsonToken.VALUE_NULL) {
                    values.put(name, in.getText());
                }
            }
            boolean whole = in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null;
            return whole ? Optional.of(values) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
