package dev.nephele.gateway.pipeline;

import dev.nephele.model.ServiceException;

/** What the gateway itself answers instead of an operation, before it or after it failed. */
public abstract sealed class Refusal extends ServiceException {
    private Refusal(String code, int status, String message) {
        super(code, status, status < 500, message);
    }

    /** An operation of AWS that is not served here: 501 {@code NotImplemented} in the form of its protocol. */
    public static final class NotServed extends Refusal {
        NotServed(String service, String operation) {
            super("NotImplemented", 501, "The operation " + service + ':' + operation + " is not served.");
        }
    }

    /** Other writers won every time (or the store accepts nothing more): 503, the SDKs try again. */
    public static final class Contended extends Refusal {
        Contended(String service) {
            super(
                    isS3(service) ? "SlowDown" : "ServiceUnavailable",
                    503,
                    isS3(service)
                            ? "Please reduce your request rate."
                            : "The request has failed due to a temporary failure of the server.");
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

    /** A defect of ours: 500 {@code InternalFailure}; S3 and EC2 call it {@code InternalError}. */
    public static final class Internal extends Refusal {
        Internal(String service) {
            super(
                    isS3(service) || service.equals("ec2") ? "InternalError" : "InternalFailure",
                    500,
                    isS3(service)
                            ? "We encountered an internal error. Please try again."
                            : "The request processing has failed because of an unknown error, exception or failure.");
        }
    }

    private static boolean isS3(String service) {
        return service.equals("s3");
    }
}
