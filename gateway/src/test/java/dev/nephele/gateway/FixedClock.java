package dev.nephele.gateway;

import dev.nephele.kernel.Clock;
import java.time.Duration;
import java.time.Instant;

/** A clock that is moved by hand; wall time is the machine's. */
public final class FixedClock implements Clock {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant now() {
        return wall().plus(ahead);
    }

    @Override
    public Instant wall() {
        return Instant.now();
    }

    @Override
    public Instant virtualAt(Instant wall) {
        return wall;
    }

    public void advance(Duration by) {
        ahead = ahead.plus(by);
    }
}
