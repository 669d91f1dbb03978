package dev.nephele.gateway.decision;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A second as condition keys write it. The newest one is remembered, since many calls share it.
 *
 * @param iso such as {@code 2026-11-24T00:00:00Z}
 * @param epoch seconds since 1970
 */
record Times(long second, String iso, String epoch) {
    private static volatile Times newest = of(0);

    static Times of(Instant instant) {
        long second = instant.getEpochSecond();
        Times known = newest;
        if (known.second != second) {
            known = of(second);
            newest = known;
        }
        return known;
    }

    private static Times of(long second) {
        return new Times(
                second,
                Instant.ofEpochSecond(second).truncatedTo(ChronoUnit.SECONDS).toString(),
                Long.toString(second));
    }
}
