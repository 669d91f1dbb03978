package dev.nephele.testkit.kernel;

import dev.nephele.kernel.Ids;
import java.util.Random;

/** Ids that are the same in every run: the bytes of {@link Random} from a seed. */
public final class SeededIds implements Ids {
    private final Random random;

    public SeededIds(long seed) {
        random = new Random(seed);
    }

    @Override
    public synchronized void fill(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
