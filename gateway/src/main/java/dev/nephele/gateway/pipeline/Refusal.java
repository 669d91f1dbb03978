package dev.nephele.gateway.pipeline;

import dev.nephele.model.Manners;
import dev.nephele.model.ServiceException;

/** What the gateway itself answers instead of an operation, before it or after it failed. */
public abstract sealed class Refusal extends ServiceException {
    private Refusal(String code, int status, String message) {
        super(code, status, status < 500, message);
    }

    private Refusal(Manners.Words words, int status) {
        this(words.code(), status, words.text());
    }

    /** An operation of AWS that is not served here: 501 {@code NotImplemented} in the form of its protocol. */
    public static final class NotServed extends Refusal {
        NotServed(String service, String operation) {
            super("NotImplemented", 501, "The operation " + service + ':' + operation + " is not served.");
        }
    }

    /** Other writers won every time (or the store accepts nothing more): 503, the SDKs try again. */
    public static final class Contended extends Refusal {
        Contended(Manners manners) {
            super(manners.errors().contended(), 503);
        }
    }

    /** A client that went away, or sent fewer bytes than it said. */
    public static final class BodyBroken extends Refusal {
        BodyBroken() {
            super(
                    "IncompleteBody",
                    400,
                    "You did not provide the number of bytes specified by the Content-Length HTTP header");
        }
    }

    /** A defect of ours: 500 {@code InternalFailure}, or what the service calls it. */
    public static final class Internal extends Refusal {
        Internal(Manners manners) {
            super(manners.errors().failure(), 500);
        }
    }
}
