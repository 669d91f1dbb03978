package dev.nephele.storage.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A component that a {@link Row} has since a later version than its first. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.SOURCE)
public @interface Added {
    /** The version that was the first to have it. */
    int in();

    /**
     * The static method of the record that says what older rows have instead. Its parameters are components before this
     * one, by their names, and the {@link RowReader}, for what was in this place then.
     */
    String before();

    /**
     * The form of what was in this place in older rows, which {@link #before} reads; empty if nothing was. Only descriptions
     * have it.
     */
    String was() default "";
}
