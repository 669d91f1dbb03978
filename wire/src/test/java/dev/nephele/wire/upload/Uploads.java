package dev.nephele.wire.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nephele.kernel.Clock;
import dev.nephele.model.Body;
import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.Authenticator;
import dev.nephele.wire.auth.Dialect;
import dev.nephele.wire.auth.HttpHead;
import dev.nephele.wire.auth.Secrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of this room share. */
final class Uploads {
    static final String KEY = "AKIAIOSFODNN7EXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
    static final Dialect S3 = Dialect.of(Dialect.Family.S3, "s3").withWindow(Duration.ofMinutes(15));

    private Uploads() {}

    /** A clock that stands, whose virtual time was moved ahead just after {@link #TIME}. */
    record StandingClock(Instant wall, Instant now) implements Clock {
        @Override
        public Instant virtualAt(Instant earlier) {
            return earlier.isAfter(TIME) ? earlier.plus(java.time.Duration.between(wall, now)) : earlier;
        }
    }

    static Authenticator<String> authenticator() {
        return new Authenticator<>(
                (key, token) -> Optional.of(new Secrets.Secret<>(SECRET, key, Optional.empty(), Secrets.State.ACTIVE)),
                new StandingClock(TIME, TIME));
    }

    static HttpHead head(String method, String path, Map<String, String> headers) {
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> {
            lines.add(name);
            lines.add(value);
        });
        return HttpHead.of(method, path, "", lines);
    }

    static ServiceException refusal(ThrowingCallable call) {
        Throwable thrown = Assertions.catchThrowable(call);
        Assertions.assertThat(thrown).isInstanceOf(ServiceException.class);
        return (ServiceException) thrown;
    }

    /** A body whose stream gives at most so many bytes a read. */
    static Body slowly(byte[] bytes, int step) {
        return new Body() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] target, int offset, int length) {
                        return super.read(target, offset, Math.min(length, step));
                    }
                };
            }
        };
    }

    static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            out.writeBytes(part instanceof byte[] b ? b : part.toString().getBytes(ISO_8859_1));
        }
        return out.toByteArray();
    }

    static byte[] read(Body body) throws IOException {
        try (InputStream in = body.open()) {
            return in.readAllBytes();
        }
    }
}
