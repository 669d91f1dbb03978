package dev.nephele.servicekit.outbox;

import java.time.Duration;
import java.util.Optional;

/**
 * Waits that double after each attempt. Time that the clock jumped over counts as waited: when all of it has passed, the
 * attempt that was made is the last.
 *
 * @param first the wait after the first attempt
 * @param longest no wait is longer
 * @param attempts how many are made, at least one
 */
public record Backoff(Duration first, Duration longest, int attempts) {
    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || attempts < 1) {
            throw new IllegalArgumentException(
                    "waits from " + first + " to " + longest + ", " + attempts + " attempts");
        }
    }

    /** How long to wait after an attempt; empty if it was the last. */
    public Optional<Duration> after(Attempt attempt) {
        boolean over = attempt.number() >= attempts || attempt.age().compareTo(whole()) >= 0;
        return over ? Optional.empty() : Optional.of(wait(attempt.number()));
    }

    /** How long all waits are together. */
    public Duration whole() {
        Duration whole = Duration.ZERO;
        for (int made = 1; made < attempts; made++) {
            Duration wait = wait(made);
            if (wait.equals(longest)) {
                return whole.plus(longest.multipliedBy(attempts - made));
            }
            whole = whole.plus(wait);
        }
        return whole;
    }

    private Duration wait(int made) {
        Duration wait = first;
        for (int i = 1; i < made && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
