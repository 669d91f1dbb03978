package dev.nephele.model;

import org.jspecify.annotations.Nullable;

/** A value of a structure shape: a generated record, an error, or a value built while a test service is described. */
public interface Structure {
    /** The shape of this value. */
    Schema schema();

    /**
     * The value of the member at {@link Member#index()}, or null when it is not set. Its Java type is that of
     * {@link Schema.Kind}.
     */
    @Nullable
    Object member(int index);
}
