package dev.nephele.policy.language;

import java.util.List;

/** What can be said of condition operators by name. */
public final class Operators {
    private Operators() {}

    /** Whether there is such an operator, with or without its set prefix and {@code IfExists}. Case does not count. */
    public static boolean exists(String name) {
        try {
            Condition.of(name, "", List.of(), false);
            return true;
        } catch (PolicyFormatException e) {
            return false;
        }
    }

    /** Whether a value makes sense to a date operator; to any other operator every value does. */
    public static boolean dateMakesSense(String name, String value) {
        return !Condition.of(name, "", List.of(), false).ofDates() || Timestamp.micros(value) != Timestamp.SENSELESS;
    }
}
