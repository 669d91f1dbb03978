package dev.nephele.storage;

import dev.nephele.kernel.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when it is told to. Virtual and wall time are the same. */
public final class ManualClock implements Clock, InstantSource {
    private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Instant wall() {
        return now;
    }

    @Override
    public Instant virtualAt(Instant wall) {
        return wall;
    }
}
