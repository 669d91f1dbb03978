package dev.nephele.wire.validation;

import dev.nephele.model.Blob;
import dev.nephele.model.Schema;
import dev.nephele.model.Schema.Constraints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts of the constraints on one shape, and which of them a value breaks. */
final class Demand {
    private Demand() {}

    /** The constraints that a value breaks, in AWS's words; empty if none. */
    static List<String> broken(Object value, Schema schema, boolean listEnum) {
        Constraints constraints = schema.constraints();
        List<String> broken = new ArrayList<>(1);
        switch (value) {
            case String text -> {
                length(text.codePointCount(0, text.length()), constraints, broken);
                if (!constraints.values().isEmpty() && !constraints.values().contains(text)) {
                    broken.add(enumText(constraints, listEnum));
                }
                String pattern = constraints.pattern();
                if (pattern != null && !Bounded.matches(pattern, text)) {
                    broken.add(patternText(pattern));
                }
            }
            case Blob blob -> length(blob.size(), constraints, broken);
            case List<?> list -> length(list.size(), constraints, broken);
            case Map<?, ?> map -> length(map.size(), constraints, broken);
            case Number number -> range(number.doubleValue(), constraints, broken);
            default -> {}
        }
        return broken;
    }

    private static void length(int length, Constraints constraints, List<String> broken) {
        Double max = constraints.max();
        Double min = constraints.min();
        if (max != null && length > max) {
            broken.add(maxLength(max));
        }
        if (min != null && length < min) {
            broken.add(minLength(min));
        }
    }

    private static void range(double number, Constraints constraints, List<String> broken) {
        Double max = constraints.max();
        Double min = constraints.min();
        if (max != null && number > max) {
            broken.add("Member must have value less than or equal to " + plain(max));
        }
        if (min != null && number < min) {
            broken.add("Member must have value greater than or equal to " + plain(min));
        }
    }

    private static String maxLength(double max) {
        return "Member must have length less than or equal to " + plain(max);
    }

    private static String minLength(double min) {
        return "Member must have length greater than or equal to " + plain(min);
    }

    private static String patternText(String pattern) {
        return "Member must satisfy regular expression pattern: " + pattern;
    }

    private static String enumText(Constraints constraints, boolean listEnum) {
        return "Member must satisfy enum value set"
                + (listEnum ? ": [" + String.join(", ", constraints.values()) + "]" : "");
    }

    /** All constraints of a shape, as AWS lists them when an element, key or value breaks any. */
    static String all(Schema schema, boolean listEnum) {
        Constraints constraints = schema.constraints();
        List<String> texts = new ArrayList<>(3);
        Double max = constraints.max();
        Double min = constraints.min();
        boolean number = schema.kind() != Schema.Kind.STRING && schema.kind() != Schema.Kind.BLOB;
        if (max != null) {
            texts.add(number ? "Member must have value less than or equal to " + plain(max) : maxLength(max));
        }
        if (min != null) {
            texts.add(number ? "Member must have value greater than or equal to " + plain(min) : minLength(min));
        }
        if (!constraints.values().isEmpty()) {
            texts.add(enumText(constraints, listEnum));
        }
        if (constraints.pattern() != null) {
            texts.add(patternText(constraints.pattern()));
        }
        return "[" + String.join(", ", texts) + "]";
    }

    private static String plain(@Nullable Double number) {
        double value = number == null ? 0 : number;
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }
}
