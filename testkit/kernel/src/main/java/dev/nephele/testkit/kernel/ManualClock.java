package dev.nephele.testkit.kernel;

import dev.nephele.kernel.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when it is told to. Virtual and wall time are the same. */
public final class ManualClock implements Clock, InstantSource {
    /** What a new clock shows. */
    public static final Instant BEGINNING = Instant.parse("2026-11-24T12:00:00Z");

    private volatile Instant now = BEGINNING;

    /** Moves it forward; timers have to be told. */
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
