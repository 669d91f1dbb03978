package dev.nephele.services.s3.answer;

import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.Structure;
import dev.nephele.services.s3.state.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is filled by the names of its members. It serves shapes that share many members without sharing a type,
 * such as the answers of GetObject and HeadObject, or all that carry checksums.
 */
public final class Filled {
    private final Schema schema;
    private final @Nullable Object[] values;

    private Filled(Schema schema) {
        this.schema = schema;
        this.values = new @Nullable Object[schema.members().size()];
    }

    public static Filled of(Schema schema) {
        return new Filled(schema);
    }

    /** Begins with the members of a value. */
    public static Filled from(Structure value) {
        Filled filled = new Filled(value.schema());
        for (int i = 0; i < filled.values.length; i++) {
            filled.values[i] = value.member(i);
        }
        return filled;
    }

    /** Sets a member, if the shape has it. */
    public Filled set(String name, @Nullable Object value) {
        Member member = schema.member(name);
        if (member != null && value != null) {
            values[member.index()] = value;
        }
        return this;
    }

    /** Takes a member back. */
    public void clear(String name) {
        Member member = schema.member(name);
        if (member != null) {
            values[member.index()] = null;
        }
    }

    /** Sets the members of an additional checksum. */
    public Filled checksum(Checksum checksum) {
        return checksum(checksum.algorithm().name(), checksum.value()).set("ChecksumType", checksum.type());
    }

    /** Sets the member of one algorithm. */
    public Filled checksum(String algorithm, String value) {
        return set("Checksum" + algorithm, value);
    }

    /** The text of a member of a request, or null. */
    public static @Nullable String text(Structure request, String name) {
        Member member = request.schema().member(name);
        Object value = member == null ? null : request.member(member.index());
        return value == null ? null : value.toString();
    }

    public <T extends Structure> T as(Class<T> type) {
        return type.cast(schema.create(values));
    }
}
