package dev.nephele.app.cli;

import dev.nephele.app.command.Failure;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them, such as {@code 1d12h}, and as ISO 8601 does. */
final class Spans {
    private static final Pattern SHORT =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

    private Spans() {}

    /** The span in ISO 8601, which the cloud takes; what is written so already is passed on. */
    static String parse(String text) throws Failure {
        if (text.startsWith("P") || text.startsWith("-P")) {
            return text;
        }
        Matcher parts = SHORT.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw Failure.wrongUse("'" + text + "' is not a span of time; write 2h, 1d12h, 90m, 30s or P91D");
        }
        return Duration.ofDays(number(parts.group(1)))
                .plusHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4)))
                .toString();
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** A span of ISO 8601 as people write it, to the second: {@code 1d 1h 59m 59s}. */
    static String text(String iso) {
        try {
            Duration span = Duration.parse(iso).plusMillis(500);
            StringBuilder text = new StringBuilder();
            add(text, span.toDaysPart(), "d");
            add(text, span.toHoursPart(), "h");
            add(text, span.toMinutesPart(), "m");
            add(text, span.toSecondsPart(), "s");
            return text.isEmpty() ? "0s" : text.toString();
        } catch (DateTimeParseException other) {
            return iso;
        }
    }

    private static void add(StringBuilder text, long number, String unit) {
        if (number != 0) {
            text.append(text.isEmpty() ? "" : " ").append(number).append(unit);
        }
    }
}
