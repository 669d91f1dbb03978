package dev.nephele.app.requests;

import dev.nephele.app.command.Json;
import dev.nephele.gateway.record.Decision;
import dev.nephele.gateway.record.Event;
import java.util.List;
import java.util.Locale;

/** One request in a line: time, status, operation, caller, verdict or error, duration, resource, request id. */
final class RequestLine {
    private RequestLine() {}

    /** As an event of the cloud's {@code /_nephele/events}. */
    static String of(Json event) {
        List<Json> resources = event.at("resources").items();
        return line(
                event.at("time").text(),
                event.at("status").text(),
                event.at("service").text(),
                event.at("operation").text(),
                event.at("principal").text(),
                event.at("decision").text(),
                event.at("error").text(),
                event.at("latencyMicros").text(),
                resources.isEmpty() ? "" : resources.getFirst().at("resource").text(),
                event.at("requestId").text());
    }

    /** The same of an event in this process. */
    static String of(Event event) {
        Decision decision = event.decision();
        Event.Outcome outcome = event.outcome();
        return line(
                decision.at().toString(),
                outcome == null ? "" : Integer.toString(outcome.status()),
                decision.what().service(),
                decision.what().operation(),
                decision.who().name(),
                decision.verdict().text(),
                outcome == null ? "" : outcome.error(),
                outcome == null ? "" : Long.toString(outcome.micros()),
                decision.pairs().isEmpty()
                        ? ""
                        : decision.pairs().getFirst().requirement().resource(),
                event.requestId());
    }

    private static String line(
            String time,
            String status,
            String service,
            String operation,
            String principal,
            String decision,
            String error,
            String micros,
            String resource,
            String requestId) {
        return String.join(
                " ",
                time,
                or(status),
                or(service) + ':' + or(operation),
                or(principal),
                decision + (error.isEmpty() ? "" : '/' + error),
                micros.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1fms", Long.parseLong(micros) / 1e3),
                or(resource),
                requestId);
    }

    /** A dash for what is not known; nothing that a client names breaks the line. */
    private static String or(String text) {
        return text.isEmpty() ? "-" : text.replaceAll("[\\p{Cntrl}\\s]", "?");
    }
}
