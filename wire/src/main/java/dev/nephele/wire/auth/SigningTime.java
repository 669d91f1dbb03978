package dev.nephele.wire.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** The times of signatures: {@code 20150830T123600Z} (ISO 8601 basic), and the HTTP dates of older clients. */
final class SigningTime {
    static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LENGTH = 16;

    private SigningTime() {}

    /** The instant of a text in the basic form, or empty. */
    static Optional<Instant> parse(String text) {
        if (text.length() != LENGTH || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
            return Optional.empty();
        }
        int year = number(text, 0, 4);
        int month = number(text, 4, 2);
        int day = number(text, 6, 2);
        int hour = number(text, 9, 2);
        int minute = number(text, 11, 2);
        int second = number(text, 13, 2);
        boolean valid = year >= 0 && inRange(month, 1, 12) && inRange(day, 1, 31) && inRange(hour, 0, 23);
        if (!valid || !inRange(minute, 0, 59) || !inRange(second, 0, 59)) {
            return Optional.empty();
        }
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            return Optional.of(Instant.ofEpochSecond(days * 86_400 + hour * 3_600L + minute * 60L + second));
        } catch (DateTimeException impossibleDay) {
            return Optional.empty();
        }
    }

    /** The instant of a {@code Date} header, as RFC 1123 writes it or in ISO 8601, or empty. */
    static Optional<Instant> parseHttpDate(String text) {
        Optional<Instant> basic = parse(text);
        if (basic.isPresent() || text.length() > 64) {
            return basic;
        }
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeParseException notRfc1123) {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeParseException notIso) {
                return Optional.empty();
            }
        }
    }

    static String format(Instant instant) {
        return BASIC.format(instant);
    }

    /** Whether the text is eight digits. */
    static boolean isDate(String text) {
        return text.length() == 8 && number(text, 0, 8) >= 0;
    }

    private static boolean inRange(int value, int low, int high) {
        return value >= low && value <= high;
    }

    /** The value of some digits, or -1 where one is not a digit. */
    private static int number(String text, int at, int length) {
        int value = 0;
        for (int i = at; i < at + length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
