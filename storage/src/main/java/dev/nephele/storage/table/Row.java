package dev.nephele.storage.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that is a table's value. The build makes the class {@code NAMELayout} beside it, whose {@code ROW} writes its
 * components in order: texts, numbers, flags, bytes, {@link Sealed} bytes, instants, durations and enumerations, such values that may be
 * absent ({@code Optional} or {@code @Nullable}), lists, sets and maps of them, and records made of them. A component
 * that was not always there is {@link Added}; what is written in another way has a {@link RowCodec} of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface Row {
    /** The version that is written, 1 to 127. */
    int value() default 1;
}
