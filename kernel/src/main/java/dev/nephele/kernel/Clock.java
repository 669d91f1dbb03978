package dev.nephele.kernel;

import java.time.Instant;

/**
 * The two times a cloud has. {@link #now()} is virtual: it can be moved forward and frozen, and everything that AWS
 * times itself (expiry, timestamps, timers) uses it. {@link #wall()} is the machine's: only what clients compute from
 * their own clock (signature dates, one-time passwords, token times) is compared with it.
 */
public interface Clock {
    /** The virtual time. Never goes back. */
    Instant now();

    /** The machine's time. */
    Instant wall();

    /** The virtual time that belonged to an earlier wall time, through every recorded move of the clock. */
    Instant virtualAt(Instant wall);
}
