package dev.nephele.policy.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a JSON text into a tree. */
public final class JsonReader {
    /** A policy nests at most seven deep; deeper text is no policy. */
    private static final int MOST_DEPTH = 32;

    /** The longest document AWS accepts anywhere is well below this many characters. */
    public static final int MOST_CHARACTERS = 1 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxDocumentLength(MOST_CHARACTERS)
                    .build())
            .build();

    private JsonReader() {}

    /**
     * Reads one value that is the whole text.
     *
     * @throws NotJsonException if the text is not JSON, repeats a member, nests too deep or is too long
     */
    public static Json read(String text) throws NotJsonException {
        if (text.length() > MOST_CHARACTERS) {
            throw new NotJsonException("longer than " + MOST_CHARACTERS + " characters");
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            Json value = value(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new NotJsonException("text after the end of the document");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new NotJsonException(e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json value(JsonParser parser, @Nullable JsonToken token) throws IOException, NotJsonException {
        if (token == null) {
            throw new NotJsonException("empty document");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Json> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    members.put(name, value(parser, parser.nextToken()));
                }
                yield new Json.Obj(members);
            }
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    items.add(value(parser, next));
                }
                yield new Json.Arr(items);
            }
            case VALUE_STRING -> new Json.Str(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText());
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> new Json.Null();
            default -> throw new NotJsonException("unexpected " + token);
        };
    }
}
