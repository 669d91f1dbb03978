package dev.nephele.gateway;

import dev.nephele.kernel.Ids;
import java.util.Random;

/** Ids that are the same in every run. */
public final class SeededIds implements Ids {
    private final Random random;

    public SeededIds(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public synchronized void fill(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
