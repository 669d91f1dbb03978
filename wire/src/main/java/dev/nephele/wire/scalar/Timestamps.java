package dev.nephele.wire.scalar;

import dev.nephele.model.Schema.TimestampFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Timestamps as AWS writes them, to the millisecond, and as clients write them, in years 1 to 9999. Readers accept any of
 * the three forms whatever the model asks for, as AWS does.
 */
public final class Timestamps {
    private static final long FIRST = -62_135_596_800L;
    private static final long LAST = 253_402_300_799L;
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    private static final DateTimeFormatter HTTP_DATE_FRACTION =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss[.SSS][.SS][.S] 'GMT'", Locale.ROOT);

    private Timestamps() {}

    /** The text of a timestamp. */
    public static String format(Instant instant, TimestampFormat format) {
        return switch (format) {
            case UNIX -> unix(instant);
            case ISO8601 -> iso(instant);
            case HTTP_DATE -> httpDate(instant);
        };
    }

    private static String unix(Instant instant) {
        long millis = instant.toEpochMilli();
        long part = Math.floorMod(millis, 1000L);
        if (part == 0) {
            return Long.toString(millis / 1000);
        }
        StringBuilder text = new StringBuilder(16);
        if (millis < 0) {
            text.append('-');
            millis = -millis;
            part = millis % 1000;
        }
        text.append(millis / 1000);
        fraction(text, (int) part);
        while (text.charAt(text.length() - 1) == '0') {
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }

    private static void fraction(StringBuilder text, int millis) {
        text.append('.')
                .append((char) ('0' + millis / 100))
                .append((char) ('0' + millis / 10 % 10))
                .append((char) ('0' + millis % 10));
    }

    private static String iso(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24);
        int year = time.getYear();
        two(text, year / 100);
        two(text, year % 100);
        text.append('-');
        two(text, time.getMonthValue());
        text.append('-');
        two(text, time.getDayOfMonth());
        text.append('T');
        clock(text, time);
        int millis = instant.getNano() / 1_000_000;
        if (millis != 0) {
            fraction(text, millis);
        }
        return text.append('Z').toString();
    }

    private static String httpDate(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(29);
        text.append(DAYS[time.getDayOfWeek().getValue() - 1]).append(", ");
        two(text, time.getDayOfMonth());
        text.append(' ').append(MONTHS[time.getMonthValue() - 1]).append(' ');
        two(text, time.getYear() / 100);
        two(text, time.getYear() % 100);
        text.append(' ');
        clock(text, time);
        return text.append(" GMT").toString();
    }

    private static void clock(StringBuilder text, LocalDateTime time) {
        two(text, time.getHour());
        text.append(':');
        two(text, time.getMinute());
        text.append(':');
        two(text, time.getSecond());
    }

    private static void two(StringBuilder text, int value) {
        text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    /**
     * Reads a timestamp in any form.
     *
     * @throws IllegalArgumentException when it is none, or out of range
     */
    public static Instant parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > 64) {
            throw new IllegalArgumentException("not a timestamp");
        }
        try {
            char first = trimmed.charAt(0);
            if (Character.isLetter(first)) {
                return checked(LocalDateTime.parse(trimmed, HTTP_DATE_FRACTION).toInstant(ZoneOffset.UTC));
            }
            if (trimmed.indexOf('-', 1) < 0 || trimmed.indexOf('E') > 0 || trimmed.indexOf('e') > 0) {
                return seconds(Scalars.parseDouble(trimmed));
            }
            return checked(iso(trimmed));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a timestamp", e);
        }
    }

    private static Instant iso(String text) {
        int t = text.indexOf('T');
        if (t < 0) {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        }
        boolean zoned = text.endsWith("Z") || text.indexOf('+', t) > 0 || text.indexOf('-', t) > 0;
        if (!zoned) {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        }
        int length = text.length();
        if (length > 5 && text.charAt(length - 5) != ':' && text.charAt(length - 3) != ':' && !text.endsWith("Z")) {
            // "+0000", which Java's own form does not know
            return OffsetDateTime.parse(text.substring(0, length - 2) + ':' + text.substring(length - 2))
                    .toInstant();
        }
        return OffsetDateTime.parse(text).toInstant();
    }

    /**
     * The instant so many seconds after 1970, to the microsecond.
     *
     * @throws IllegalArgumentException out of range
     */
    public static Instant seconds(double seconds) {
        if (!(seconds >= FIRST && seconds <= LAST)) {
            throw new IllegalArgumentException("out of range");
        }
        double whole = Math.floor(seconds);
        return Instant.ofEpochSecond((long) whole, Math.round((seconds - whole) * 1_000_000) * 1000);
    }

    /** @throws IllegalArgumentException out of range */
    public static Instant seconds(long seconds) {
        if (seconds < FIRST || seconds > LAST) {
            throw new IllegalArgumentException("out of range");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static Instant checked(Instant instant) {
        if (instant.getEpochSecond() < FIRST || instant.getEpochSecond() > LAST) {
            throw new IllegalArgumentException("out of range");
        }
        return instant;
    }
}
