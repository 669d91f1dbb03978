package dev.nephele.wire.auth;

import dev.nephele.kernel.Clock;
import dev.nephele.model.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of this room share: AWS's example credential, a settable clock, requests from text. */
final class Fixture {
    static final String KEY = "AKIDEXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final String EXPIRED_KEY = "ASIAEXPIRED";
    static final String SESSION_KEY = "ASIASESSION";
    static final Instant TIME = Instant.parse("2015-08-30T12:36:00Z");
    static final Dialect S3 = Dialect.of(Dialect.Family.S3, "s3").withWindow(Duration.ofMinutes(15));

    private Fixture() {}

    /** A clock whose virtual time is ahead of wall time by a fixed offset since it was moved. */
    record FixedClock(Instant wall, Duration offset) implements Clock {
        FixedClock(Instant wall) {
            this(wall, Duration.ZERO);
        }

        @Override
        public Instant now() {
            return wall.plus(offset);
        }

        /** The clock was moved at {@link #TIME}: what was before has no offset. */
        @Override
        public Instant virtualAt(Instant earlier) {
            return earlier.isAfter(TIME) ? earlier.plus(offset) : earlier;
        }
    }

    static Authenticator<String> at(Instant wall) {
        return with(new FixedClock(wall));
    }

    static Authenticator<String> with(Clock clock) {
        return new Authenticator<>(Fixture::secretOf, clock);
    }

    static Optional<Secrets.Secret<String>> secretOf(String key, Optional<String> token) {
        return switch (key) {
            case KEY, "AKIAIOSFODNN7EXAMPLE" ->
                Optional.of(new Secrets.Secret<>(SECRET, "alice", Optional.empty(), Secrets.State.ACTIVE));
            case SESSION_KEY ->
                Optional.of(new Secrets.Secret<>(
                        SECRET,
                        "session",
                        Optional.of(TIME.plusSeconds(900)),
                        token.equals(Optional.of("token")) ? Secrets.State.ACTIVE : Secrets.State.TOKEN_INVALID));
            case EXPIRED_KEY ->
                Optional.of(
                        new Secrets.Secret<>(SECRET, "gone", Optional.of(TIME.minusSeconds(1)), Secrets.State.ACTIVE));
            case "AKIAINACTIVE" ->
                Optional.of(new Secrets.Secret<>(SECRET, "off", Optional.empty(), Secrets.State.INACTIVE));
            default -> Optional.empty();
        };
    }

    static HttpHead head(String method, String path, String query, Map<String, String> headers) {
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> {
            lines.add(name);
            lines.add(value);
        });
        return HttpHead.of(method, path, query, lines);
    }

    /** The error that a call throws. */
    static ServiceException refusal(ThrowingCallable call) {
        Throwable thrown = Assertions.catchThrowable(call);
        Assertions.assertThat(thrown).isInstanceOf(ServiceException.class);
        return (ServiceException) thrown;
    }
}
