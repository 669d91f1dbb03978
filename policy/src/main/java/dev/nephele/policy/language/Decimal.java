package dev.nephele.policy.language;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number of a policy. Numbers of up to 18 digits are compared as scaled longs without allocation, longer ones and
 * those with an exponent exactly.
 */
final class Decimal {
    /** What {@link #orderOf} answers for a text that is no number. */
    static final int SENSELESS = Integer.MIN_VALUE;

    /** The longest number that is read; exponents have at most three digits. */
    private static final int MOST_CHARACTERS = 128;

    private static final int MOST_DIGITS = 18;
    private static final long NOT_SHORT = Long.MIN_VALUE;
    private static final long[] POWERS = new long[MOST_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private final BigDecimal exact;
    private final long unscaled;
    private final int scale;

    private Decimal(BigDecimal exact, long unscaled, int scale) {
        this.exact = exact;
        this.unscaled = unscaled;
        this.scale = scale;
    }

    static @Nullable Decimal parse(String text) {
        BigDecimal exact = exact(text);
        return exact == null ? null : new Decimal(exact, unscaled(text), scale(text));
    }

    /** Negative, zero or positive as the text is less than, equal to or greater than this; or SENSELESS. */
    int orderOf(String text) {
        long other = unscaled(text);
        if (other != NOT_SHORT && unscaled != NOT_SHORT) {
            int otherScale = scale(text);
            if (otherScale == scale) {
                return Long.compare(other, unscaled);
            }
            int shift = scale - otherScale;
            long factor = POWERS[Math.abs(shift)];
            long high = Math.multiplyHigh(shift > 0 ? other : unscaled, factor);
            long low = (shift > 0 ? other : unscaled) * factor;
            if (high == low >> 63) {
                return shift > 0 ? Long.compare(low, unscaled) : Long.compare(other, low);
            }
        }
        BigDecimal value = exact(text);
        return value == null ? SENSELESS : value.compareTo(exact);
    }

    /** The digits as one long, or NOT_SHORT if the text is not a plain number of at most 18 digits. */
    private static long unscaled(String text) {
        int length = text.length();
        int start = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        long value = 0;
        int digits = 0;
        boolean point = false;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9' && digits < MOST_DIGITS) {
                value = value * 10 + (c - '0');
                digits++;
            } else {
                return NOT_SHORT;
            }
        }
        if (digits == 0) {
            return NOT_SHORT;
        }
        return text.charAt(0) == '-' ? -value : value;
    }

    private static int scale(String text) {
        int point = text.indexOf('.');
        return point < 0 ? 0 : text.length() - point - 1;
    }

    private static @Nullable BigDecimal exact(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            return null;
        }
        int digits = 0;
        int exponent = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if ((c == 'e' || c == 'E') && exponent < 0 && digits > 0) {
                exponent = i;
            } else if (c != '.' && c != '-' && c != '+') {
                return null;
            }
        }
        if (digits == 0 || exponent >= 0 && text.length() - exponent > 5) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
