package dev.nephele.wire.validation;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The models' regular expressions, matched against whole values within {@value #STEPS} steps. A value that needs more is
 * refused; an expression that Java does not know accepts everything.
 */
final class Bounded {
    private static final int STEPS = 2_000_000;
    private static final Pattern ANYTHING = Pattern.compile(".*", Pattern.DOTALL);
    private static final ConcurrentMap<String, Pattern> COMPILED = new ConcurrentHashMap<>();

    private Bounded() {}

    static boolean matches(String expression, String value) {
        Pattern pattern = COMPILED.computeIfAbsent(expression, Bounded::compile);
        if (pattern == ANYTHING) {
            return true;
        }
        try {
            return pattern.matcher(new Counted(value, new int[] {STEPS})).matches();
        } catch (BudgetSpent | StackOverflowError e) {
            return false;
        }
    }

    private static Pattern compile(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            return ANYTHING;
        }
    }

    private static final class BudgetSpent extends RuntimeException {
        BudgetSpent() {
            super("too many steps", null, false, false);
        }
    }

    /** Text that counts how often it is looked at. */
    private record Counted(CharSequence text, int[] left) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new BudgetSpent();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
