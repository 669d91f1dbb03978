package dev.nephele.storage.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that is to happen at a virtual time.
 *
 * @param kind names the handler, such as {@code kms.delete-key}; one service owns it
 * @param id tells timers of a kind apart: the ARN or whatever the handler needs to find its row
 * @param due when it fires
 * @param every empty for a timer that fires once
 */
public record Timer(String kind, String id, Instant due, Optional<Every> every) {
    public static Timer once(String kind, String id, Instant due) {
        return new Timer(kind, id, due, Optional.empty());
    }

    public static Timer periodic(String kind, String id, Instant due, Duration period, Missed missed) {
        return new Timer(kind, id, due, Optional.of(new Every(period, missed)));
    }

    /** How a periodic timer repeats. */
    public record Every(Duration period, Missed missed) {
        public Every {
            if (period.isNegative() || period.isZero()) {
                throw new IllegalArgumentException("a period is longer than nothing: " + period);
            }
        }
    }

    /** What becomes of the times that passed while the clock jumped or nothing ran. */
    public enum Missed {
        /** It fires for each of them, in order. */
        RUN_EACH,
        /** It fires once for all of them. */
        FOLD
    }

    /** The timer that follows this one after it fired at a time, if it is periodic. */
    Optional<Timer> next(Instant now) {
        return every.map(repeat -> {
            Instant next = due.plus(repeat.period());
            if (repeat.missed() == Missed.FOLD && !next.isAfter(now)) {
                long passed = Duration.between(due, now).dividedBy(repeat.period());
                next = due.plus(repeat.period().multipliedBy(passed + 1));
            }
            return new Timer(kind, id, next, every);
        });
    }
}
