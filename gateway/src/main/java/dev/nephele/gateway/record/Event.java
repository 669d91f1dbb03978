package dev.nephele.gateway.record;

import org.jspecify.annotations.Nullable;

/**
 * A call that is over: its decision and how it ended.
 *
 * @param sequence the position in the order of completion
 * @param outcome null when the process died between the commit of a write and its event
 */
public record Event(
        long sequence, Decision decision, @Nullable Outcome outcome) {

    /**
     * How a call ended.
     *
     * @param status the HTTP status; for a call between services the one a client would have seen
     * @param error the error code; empty if the call succeeded
     * @param micros from the moment the request had been read so far that its service was known until the answer was
     *     ready to be sent
     */
    public record Outcome(int status, String error, long micros) {}

    /** The id that the client saw. */
    public String requestId() {
        Decision.Id id = decision.id();
        return id.sixteen() ? RequestIds.sixteen(id.number()) : RequestIds.uuid(id.number());
    }

    /** Learns of every event in order, on the record's own thread: it must be quick and must not throw. */
    @FunctionalInterface
    public interface Listener {
        void completed(Event event);
    }
}
