package dev.nephele.servicekit.shape;

import dev.nephele.model.Body;
import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.Structure;
import dev.nephele.servicekit.shape.ShapeCodec.Form;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.table.RowReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values as the model has them now. What it has no longer is read without a schema, and left out. */
final class ShapeReader {
    private final RowReader in;

    ShapeReader(RowReader in) {
        this.in = in;
    }

    Structure structure(Schema schema) {
        @Nullable Object[] values = new @Nullable Object[schema.members().size()];
        int count = in.smallNumber();
        for (int i = 0; i < count; i++) {
            Member member = schema.member(in.text());
            Object value = value(ShapeCodec.target(member));
            if (member != null) {
                values[member.index()] = member.streaming() && value instanceof dev.nephele.model.Blob blob
                        ? Body.of(blob.unsafeArray())
                        : value;
            }
        }
        return schema.create(values);
    }

    /** @param schema null for what the model does not have, and inside documents */
    private @Nullable Object value(@Nullable Schema schema) {
        Form form = Form.of(in.smallNumber());
        if (form == Form.NULL) {
            return null;
        }
        if (schema != null && !ShapeCodec.fits(schema, form)) {
            throw new StoreException("a row has " + form + " where the model has " + schema.kind());
        }
        return switch (form) {
            case STRUCTURE -> structureOrNothing(schema);
            case LIST -> list(schema);
            case MAP -> map(schema);
            case TEXT -> in.text();
            case FLAG -> in.flag();
            case NUMBER -> number(schema, in.number());
            case REAL -> real(schema, in.real());
            case BYTES -> in.blob();
            case INSTANT -> in.instant();
            case BIG_NUMBER -> new BigInteger(in.text());
            case DECIMAL -> new BigDecimal(in.text());
            case NULL -> throw new IllegalStateException("has been read");
        };
    }

    private @Nullable Object structureOrNothing(@Nullable Schema schema) {
        if (schema != null && schema.isStructure()) {
            return structure(schema);
        }
        int count = in.smallNumber();
        for (int i = 0; i < count; i++) {
            in.text();
            value(null);
        }
        return null;
    }

    private List<@Nullable Object> list(@Nullable Schema schema) {
        Schema element = schema != null && schema.kind() == Schema.Kind.LIST
                ? schema.element().target()
                : null;
        int count = in.smallNumber();
        List<@Nullable Object> items = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            items.add(value(element));
        }
        return Collections.unmodifiableList(items);
    }

    private Map<String, @Nullable Object> map(@Nullable Schema schema) {
        Schema target = schema != null && schema.kind() == Schema.Kind.MAP
                ? schema.value().target()
                : null;
        int count = in.smallNumber();
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String key = in.text();
            entries.put(key, value(target));
        }
        return Collections.unmodifiableMap(entries);
    }

    private static Object number(@Nullable Schema schema, long number) {
        return switch (schema == null ? Schema.Kind.LONG : schema.kind()) {
            case INTEGER -> Math.toIntExact(number);
            case FLOAT -> (float) number;
            case DOUBLE -> (double) number;
            default -> number;
        };
    }

    private static Object real(@Nullable Schema schema, double number) {
        return schema != null && schema.kind() == Schema.Kind.FLOAT ? (Object) (float) number : (Object) number;
    }
}
