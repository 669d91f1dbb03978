package dev.nephele.app.assembly;

import dev.nephele.gateway.admin.ClockControl;
import dev.nephele.storage.time.CloudClock;
import dev.nephele.storage.time.TimeGoesBackException;
import dev.nephele.storage.timer.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The cloud's clock in the administrator's hand. A move answers when all timers due until then have run. */
final class StoredClock implements ClockControl {
    private final CloudClock clock;
    private final Timers timers;

    StoredClock(CloudClock clock, Timers timers) {
        this.clock = clock;
        this.timers = timers;
    }

    @Override
    public Reading read() {
        // Both times are read one after the other, so what is less than a millisecond is no offset.
        Duration offset = clock.offset().plusNanos(500_000).truncatedTo(ChronoUnit.MILLIS);
        return new Reading(clock.now(), offset, clock.isFrozen());
    }

    @Override
    public Reading advance(Duration by) {
        clock.advance(by);
        return settled();
    }

    @Override
    public Reading set(Instant to) {
        try {
            clock.set(to);
        } catch (TimeGoesBackException passed) {
            return read();
        }
        return settled();
    }

    @Override
    public Reading freeze(boolean frozen) {
        clock.freeze(frozen);
        return settled();
    }

    private Reading settled() {
        timers.settle();
        return read();
    }
}
