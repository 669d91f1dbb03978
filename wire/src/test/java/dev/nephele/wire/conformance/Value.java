package dev.nephele.wire.conformance;

import dev.nephele.model.Schema;
import dev.nephele.model.Structure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A structure of a schema that exists only while a case runs. */
record Value(Schema schema, @Nullable Object[] members) implements Structure {
    @Override
    public @Nullable Object member(int index) {
        return members[index];
    }

    @Override
    public String toString() {
        return schema + Arrays.toString(members);
    }
}
