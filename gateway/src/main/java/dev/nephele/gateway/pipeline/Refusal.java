package dev.nephele.gateway.pipeline;

import dev.nephele.model.ServiceException;
import dev.nephele.wire.Route;
import org.jspecify.annotations.Nullable;

/** What the gateway itself answers instead of an operation, before it or after it failed. */
public abstract sealed class Refusal extends ServiceException {
    private Refusal(String code, int status, String message) {
        super(code, status, status < 500, message);
    }

    /** An operation of AWS that is not served here: 501 {@code NotImplemented} in the form of its protocol. */
    public static final class NotServed extends Refusal {
        NotServed(String service, String operation) {
            super("NotImplemented", 501, "The operation " + service + ':' + operation + " is not implemented.");
        }
    }

    /** The cloud has not finished opening: 503. */
    public static final class Starting extends Refusal {
        Starting() {
            super("ServiceUnavailable", 503, "The service is starting. Please try again.");
        }
    }

    /** Other writers won every time (or the store accepts nothing more): 503, the SDKs try again. */
    public static final class Contended extends Refusal {
        Contended(@Nullable Route route) {
            super(
                    isS3(route) ? "SlowDown" : "ServiceUnavailable",
                    503,
                    isS3(route) ? "Please reduce your request rate." : "The request has failed due to a temporary failure of the server.");
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
        Internal(@Nullable Route route) {
            super(
                    isS3(route) || isEc2(route) ? "InternalError" : "InternalFailure",
                    500,
                    isS3(route)
                            ? "We encountered an internal error. Please try again."
                            : "The request processing has failed because of an unknown error, exception or failure.");
        }
    }

    private static boolean isS3(@Nullable Route route) {
        return is(route, "s3");
    }

    private static boolean isEc2(@Nullable Route route) {
        return is(route, "ec2");
    }

    private static boolean is(@Nullable Route route, String service) {
        return route != null
                && route.service() != null
                && route.service().id().equals(service);
    }
}
