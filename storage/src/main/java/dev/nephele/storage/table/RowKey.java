package dev.nephele.storage.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that is a table's key. The build makes the class {@code NAMELayout} beside it, whose {@code KEY} writes its
 * components in order, each so that keys sort as they do: texts, numbers, flags, instants, and records of them. Keys
 * never change.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface RowKey {}
