package dev.nephele.servicekit.shape;

import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.Structure;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.table.RowCodec;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Codecs of the structures of a model.
 *
 * <p>Layout, which is persistent: a structure is the number of members that are set and then the name of each with its
 * value; a value is one number, its {@link Form}, and what the form says. A member that is not in the row, or that the
 * model does not have any more, is not set.
 */
public final class ShapeCodec {
    private ShapeCodec() {}

    /**
     * A codec of a structure or union. Reading answers what the schema makes, writing refuses a value of another shape
     * and a payload that is not in memory ({@link IllegalArgumentException}).
     *
     * @param schema looked up when first needed
     */
    public static <S extends Structure> RowCodec<S> of(Supplier<Schema> schema) {
        return RowCodec.of(
                1,
                (value, out) -> {
                    if (!value.schema().name().equals(schema.get().name())) {
                        throw new IllegalArgumentException(value.schema() + " is not " + schema.get());
                    }
                    new ShapeWriter(out).structure(value);
                },
                in -> ShapeCodec.<S>typed(new ShapeReader(in).structure(schema.get())));
    }

    @SuppressWarnings("unchecked") // the schema makes values of its own type
    private static <S extends Structure> S typed(Structure value) {
        return (S) value;
    }

    /** How a value is written. Numbers are persistent. */
    enum Form {
        /** Nothing: an element of a sparse list. */
        NULL(0),
        /** A count of members, each a name and a value. */
        STRUCTURE(1),
        /** A count of values. */
        LIST(2),
        /** A count of entries, each a text and a value. */
        MAP(3),
        TEXT(4),
        FLAG(5),
        /** A number without a fraction, up to 64 bits. */
        NUMBER(6),
        /** A number of 64 bits with a fraction. */
        REAL(7),
        BYTES(8),
        INSTANT(9),
        /** Any number without a fraction, as text. */
        BIG_NUMBER(10),
        /** Any decimal number, as text. */
        DECIMAL(11);

        final int number;

        Form(int number) {
            this.number = number;
        }

        static Form of(int number) {
            for (Form form : values()) {
                if (form.number == number) {
                    return form;
                }
            }
            throw new StoreException("a value of form " + number + " was written by a newer program than this");
        }
    }

    /** Whether values of a shape may have been written in a form. */
    static boolean fits(Schema schema, Form form) {
        return switch (schema.kind()) {
            case STRUCTURE, UNION -> form == Form.STRUCTURE;
            case LIST -> form == Form.LIST;
            case MAP -> form == Form.MAP;
            case STRING -> form == Form.TEXT;
            case BOOLEAN -> form == Form.FLAG;
            case INTEGER, LONG -> form == Form.NUMBER;
            case FLOAT, DOUBLE -> form == Form.REAL || form == Form.NUMBER;
            case BLOB -> form == Form.BYTES;
            case TIMESTAMP -> form == Form.INSTANT;
            case DOCUMENT -> true;
        };
    }

    /** What a member or element is now; null if the model has it no longer. */
    static @Nullable Schema target(@Nullable Member member) {
        return member == null ? null : member.target();
    }
}
