package dev.nephele.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.nephele.gateway.record.Decision;
import dev.nephele.gateway.record.Event;
import java.io.IOException;

/** Writes events as JSON. */
final class EventWriter {
    private EventWriter() {}

    static void write(JsonGenerator out, Event event) throws IOException {
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
