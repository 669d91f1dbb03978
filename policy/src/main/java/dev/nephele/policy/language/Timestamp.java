package dev.nephele.policy.language;

/**
 * Reads the dates of conditions without allocation: the W3C profile of ISO 8601 (year; year and month; day; day with
 * hours and minutes, seconds and a fraction, and a zone, which is UTC when left out), or seconds since the epoch. Four
 * digits alone are a year.
 *
 * <p>Source: IAM User Guide, "Date condition operators"; W3C NOTE-datetime.
 */
final class Timestamp {
    /** What {@link #micros} answers for a text that is no date. */
    static final long SENSELESS = Long.MIN_VALUE;

    private static final int MOST_EPOCH_DIGITS = 12;
    private static final long MICROS = 1_000_000;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Timestamp() {}

    /** Microseconds since the epoch, or {@link #SENSELESS}. */
    static long micros(String text) {
        int length = text.length();
        if (length != 4 && digits(text, 0, length) && length > 0 && length <= MOST_EPOCH_DIGITS) {
            return number(text, 0, length) * MICROS;
        }
        if (length < 4 || !digits(text, 0, 4)) {
            return SENSELESS;
        }
        int year = number(text, 0, 4) > 0 ? (int) number(text, 0, 4) : -1;
        int month = 1;
        int day = 1;
        int at = 4;
        if (at < length) {
            month = two(text, at, '-');
            at += 3;
            if (at < length && text.charAt(at) == '-') {
                day = two(text, at, '-');
                at += 3;
            }
        }
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            return SENSELESS;
        }
        long midnight = epochDay(year, month, day) * 86_400;
        if (at >= length) {
            return midnight * MICROS;
        }
        return at == 10 ? withTime(text, at, midnight) : SENSELESS;
    }

    private static long withTime(String text, int start, long midnight) {
        int at = start;
        int hour = two(text, at, 'T');
        int minute = two(text, at + 3, ':');
        at += 6;
        int second = 0;
        long fraction = 0;
        if (at < text.length() && text.charAt(at) == ':') {
            second = two(text, at, ':');
            at += 3;
            if (at < text.length() && text.charAt(at) == '.') {
                int from = ++at;
                long unit = MICROS / 10;
                while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                    fraction += (text.charAt(at) - '0') * unit;
                    unit /= 10;
                    at++;
                }
                if (at == from) {
                    return SENSELESS;
                }
            }
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return SENSELESS;
        }
        long zone = zone(text, at);
        if (zone == SENSELESS) {
            return SENSELESS;
        }
        return (midnight + hour * 3600L + minute * 60L + second - zone) * MICROS + fraction;
    }

    /** The offset in seconds of the zone that ends the text. */
    private static long zone(String text, int at) {
        int left = text.length() - at;
        if (left == 0 || left == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            return 0;
        }
        char sign = text.charAt(at);
        if (sign != '+' && sign != '-' || left != 6 && left != 5) {
            return SENSELESS;
        }
        int hours = two(text, at, sign);
        int minutes = left == 6
                ? two(text, at + 3, ':')
                : digits(text, at + 3, at + 5) ? (int) number(text, at + 3, at + 5) : -1;
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return SENSELESS;
        }
        long offset = hours * 3600L + minutes * 60L;
        return sign == '-' ? -offset : offset;
    }

    /** Two digits after a separator, or -1. */
    private static int two(String text, int at, char separator) {
        if (at + 3 > text.length() || text.charAt(at) != separator || !digits(text, at + 1, at + 3)) {
            return -1;
        }
        return (int) number(text, at + 1, at + 3);
    }

    private static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static long number(String text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    private static int daysOf(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible date algorithms"). */
    private static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(y, 400);
        long ofEra = y - era * 400;
        long ofYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
    }
}
