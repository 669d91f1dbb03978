package dev.nephele.gateway.record;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call that is over: its decision and how it ended.
 *
 * @param sequence the position in the order of completion
 * @param outcome null when the process died between the commit of a write and its event
 */
public record Event(
        long sequence, Decision decision, @Nullable Outcome outcome) {

    /** What services answer with 400 to a caller whom they do not know. */
    private static final Set<String> NOT_KNOWN = Set.of(
            "AuthorizationHeaderMalformed",
            "AuthorizationQueryParametersError",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidSignatureException",
            "InvalidToken",
            "MissingAuthenticationTokenException",
            "RequestExpired",
            "UnrecognizedClientException");

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

    /** Whether policies refused the call, or it was not known who sent it. */
    public boolean refused() {
        return switch (decision.verdict()) {
            case EXPLICITLY_DENIED, IMPLICITLY_DENIED -> true;
            case ALLOWED -> false;
            case NOT_DECIDED ->
                outcome != null && (isForbidden(outcome.status()) || NOT_KNOWN.contains(outcome.error()));
        };
    }

    private static boolean isForbidden(int status) {
        return status == 401 || status == 403;
    }

    /** Learns of every event in order, on the record's own thread: it must be quick and must not throw. */
    @FunctionalInterface
    public interface Listener {
        void completed(Event event);
    }
}
