package dev.nephele.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.gateway.record.Decision;
import dev.nephele.gateway.record.Event;
import dev.nephele.gateway.record.RecordLog;
import dev.nephele.gateway.record.Recorder;
import dev.nephele.storage.StoreView;
import dev.nephele.wire.WireResponse;
import java.io.IOException;
import java.util.List;

/**
 * {@code GET /_nephele/events?after=CURSOR&limit=N}: the events of calls in the order in which they ended, oldest first;
 * {@code next} is the cursor for the following page, also when this page is empty.
 */
public final class EventsEndpoint implements AdminEndpoint {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final RecordLog log;
    private final Recorder recorder;

    public EventsEndpoint(RecordLog log, Recorder recorder) {
        this.log = log;
        this.recorder = recorder;
    }

    @Override
    public String path() {
        return "/_nephele/events";
    }

    @Override
    public Access access(ReceivedRequest request) {
        return Access.ADMINISTRATOR;
    }

    @Override
    public WireResponse answer(ReceivedRequest request) {
        Admin.only(request, "GET");
        long after = -1;
        long limit = DEFAULT_LIMIT;
        for (String pair : request.query().split("&")) {
            if (pair.startsWith("after=") && pair.length() > 6) {
                after = number(pair.substring(6));
            } else if (pair.startsWith("limit=")) {
                limit = number(pair.substring(6));
            } else if (!pair.isEmpty() && !pair.equals("after=")) {
                throw AdminRefusal.badRequest("Give after and limit.");
            }
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw AdminRefusal.badRequest("limit is 1 to " + MAX_LIMIT + ".");
        }
        recorder.flush();
        List<Event> events;
        try (StoreView view = log.view()) {
            events = log.events(view, after, (int) limit);
        }
        long next = events.isEmpty() ? after : events.getLast().sequence();
        return Admin.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("events");
            for (Event event : events) {
                write(out, event);
            }
            out.writeEndArray();
            out.writeStringField("next", next < 0 ? "" : Long.toString(next));
            out.writeEndObject();
        });
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw AdminRefusal.badRequest("Not a number: " + text);
        }
    }

    private static void write(JsonGenerator out, Event event) throws IOException {
        Decision decision = event.decision();
        Event.Outcome outcome = event.outcome();
        out.writeStartObject();
        out.writeStringField("requestId", event.requestId());
        out.writeStringField("time", decision.at().toString());
        out.writeStringField("service", decision.what().service());
        out.writeStringField("operation", decision.what().operation());
        out.writeStringField(
                "account", decision.what().account().map(Object::toString).orElse(""));
        out.writeStringField("region", decision.what().region().code());
        out.writeStringField("principal", decision.who().name());
        out.writeStringField("accessKeyId", decision.who().accessKeyId());
        out.writeStringField("sourceIp", decision.from().sourceIp());
        out.writeStringField("userAgent", decision.from().userAgent());
        out.writeStringField("decision", decision.verdict().text());
        out.writeArrayFieldStart("resources");
        for (Decision.Pair pair : decision.pairs()) {
            out.writeStartObject();
            out.writeStringField("action", pair.requirement().action());
            out.writeStringField("resource", pair.requirement().resource());
            out.writeStringField("decision", pair.verdict().text());
            out.writeEndObject();
        }
        out.writeEndArray();
        if (outcome != null) {
            out.writeNumberField("status", outcome.status());
            out.writeStringField("error", outcome.error());
            out.writeNumberField("latencyMicros", outcome.micros());
        }
        out.writeEndObject();
    }
}
