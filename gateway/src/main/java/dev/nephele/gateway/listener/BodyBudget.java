package dev.nephele.gateway.listener;

import dev.nephele.model.ServiceException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many bytes the bodies of all requests may hold in memory at once. Whoever finds no room waits, then is told to
 * come later. There are two shares, so that large bodies, which anybody can leave half sent, never keep small ones out:
 * of the heap's bytes an eighth for large bodies and a sixteenth for small ones (a body being read needs up to twice its
 * length).
 */
final class BodyBudget {
    /** The largest body that counts as small, in bytes; most requests of AWS's APIs are below it. */
    static final int SMALL = 64 << 10;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Share small;
    private final Share large;
    private final Duration patience;

    /** Bytes that were set aside for one body. */
    record Lease(Share share, int bytes) {
        void end() {
            share.free.release(bytes);
        }
    }

    private record Share(int size, Semaphore free) {
        static Share of(long bytes) {
            int size = (int) Math.min(Integer.MAX_VALUE, bytes);
            return new Share(size, new Semaphore(size, true));
        }
    }

    BodyBudget(long heap, Duration patience) {
        this.small = Share.of(heap / 16);
        this.large = Share.of(heap / 8);
        this.patience = patience;
    }

    static BodyBudget ofThisMachine() {
        return new BodyBudget(Runtime.getRuntime().maxMemory(), PATIENCE);
    }

    /**
     * Sets room aside for a body; one larger than the whole share takes all of it.
     *
     * @throws ServiceException {@code ServiceUnavailable} (503) when none becomes free in time
     */
    Lease take(int bytes) {
        Share share = bytes <= SMALL ? small : large;
        int taken = Math.min(bytes, share.size());
        try {
            if (share.free().tryAcquire(taken, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Lease(share, taken);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw ServiceException.of(
                "ServiceUnavailable", 503, "The request has failed due to a temporary failure of the server.");
    }
}
