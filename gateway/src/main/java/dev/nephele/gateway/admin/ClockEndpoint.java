package dev.nephele.gateway.admin;

import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.wire.WireResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Map;

/**
 * {@code GET|POST /_nephele/clock}: reads and moves the virtual clock. Bodies are {@code {"advance":"P91D"}} (ISO-8601),
 * {@code {"set":"2026-12-01T00:00:00Z"}} and {@code {"freeze":true}}; an instant in the past, or a negative advance,
 * answers 400.
 */
public final class ClockEndpoint implements AdminEndpoint {
    /** Far enough for any retention, and within what dates of four digits can say. */
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final ClockControl clock;

    public ClockEndpoint(ClockControl clock) {
        this.clock = clock;
    }

    @Override
    public String path() {
        return "/_nephele/clock";
    }

    @Override
    public Access access(ReceivedRequest request) {
        return Access.ADMINISTRATOR;
    }

    @Override
    public WireResponse answer(ReceivedRequest request) {
        Admin.only(request, "GET", "POST");
        ClockControl.Reading reading = request.method().equals("GET") ? clock.read() : move(Admin.object(request));
        return Admin.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("now", reading.now().toString());
            out.writeStringField("offset", reading.offset().toString());
            out.writeBooleanField("frozen", reading.frozen());
            out.writeEndObject();
        });
    }

    private ClockControl.Reading move(Map<String, String> wish) {
        if (wish.size() != 1) {
            throw AdminRefusal.badRequest("Give one of advance, set and freeze.");
        }
        Map.Entry<String, String> one = wish.entrySet().iterator().next();
        String value = one.getValue();
        try {
            return switch (one.getKey()) {
                case "advance" -> advance(value);
                case "set" -> set(Instant.parse(value));
                case "freeze" -> clock.freeze(truth(value));
                default -> throw AdminRefusal.badRequest("Give one of advance, set and freeze.");
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw AdminRefusal.badRequest("Not an ISO-8601 " + (one.getKey().equals("set") ? "instant." : "duration."));
        }
    }

    private ClockControl.Reading advance(String text) {
        Duration by = duration(text);
        if (by.isNegative()) {
            throw AdminRefusal.badRequest("Time never goes back.");
        }
        if (clock.read().now().plus(by).isAfter(LATEST)) {
            throw AdminRefusal.badRequest("Time ends with the year 9998.");
        }
        return clock.advance(by);
    }

    private ClockControl.Reading set(Instant to) {
        if (to.isBefore(clock.read().now())) {
            throw AdminRefusal.badRequest("Time never goes back.");
        }
        if (to.isAfter(LATEST)) {
            throw AdminRefusal.badRequest("Time ends with the year 9998.");
        }
        return clock.set(to);
    }

    /** Days, hours and less; a week is seven days; months and years have no fixed length. */
    private static Duration duration(String text) {
        if (text.indexOf('W') > 0) {
            return Duration.ofDays(Period.parse(text).getDays());
        }
        return Duration.parse(text);
    }

    private static boolean truth(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw AdminRefusal.badRequest("freeze is true or false.");
        }
        return value.equals("true");
    }
}
