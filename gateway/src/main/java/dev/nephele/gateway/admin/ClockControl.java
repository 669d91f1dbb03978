package dev.nephele.gateway.admin;

import java.time.Duration;
import java.time.Instant;

/** Moves the virtual clock. Each move answers after all timers that it made due have run. */
public interface ClockControl {
    Reading read();

    /** Moves it forward. */
    Reading advance(Duration by);

    /** Moves it to a later instant; answers unmoved, as {@link #read} would, if that lies in the past. */
    Reading set(Instant to);

    Reading freeze(boolean frozen);

    /**
     * What the clock shows.
     *
     * @param offset how far it is ahead of wall time
     */
    record Reading(Instant now, Duration offset, boolean frozen) {}
}
