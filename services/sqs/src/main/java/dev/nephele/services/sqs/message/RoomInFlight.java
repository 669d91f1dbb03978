package dev.nephele.services.sqs.message;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many more messages of a queue may be in flight. Between two looks at the counts of the queue, no more can come into
 * flight than this process hands out; so whoever knew of room for a thousand need not look again before a thousand
 * are handed out, and a queue that is far from its limit is looked at seldom. What leaves flight meanwhile is found by
 * the look that comes when the known room is used up.
 *
 * <p>Where other processes write to the same store, it is looked at every {@link #LOOK_AGAIN}, and the limit is
 * approximate.
 */
final class RoomInFlight {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final int limit;
    private final boolean shared;
    private final LongSupplier inFlight;
    private final ReentrantLock lock = new ReentrantLock();
    private long room;
    private long reserved;
    private long lookAgainNanos = System.nanoTime();

    /**
     * @param shared whether other processes hand out messages of the same queue
     * @param inFlight reads how many are in flight
     */
    RoomInFlight(int limit, boolean shared, LongSupplier inFlight) {
        this.limit = limit;
        this.shared = shared;
        this.inFlight = inFlight;
    }

    /** Room for at most so many, none if the limit is reached; whoever reserves it {@linkplain #release releases} it. */
    int reserve(int wanted) {
        lock.lock();
        try {
            if (room < wanted || shared && System.nanoTime() - lookAgainNanos > 0) {
                room = limit - inFlight.getAsLong() - reserved;
                lookAgainNanos = System.nanoTime() + LOOK_AGAIN.toNanos();
            }
            int most = (int) Math.clamp(room, 0, wanted);
            room -= most;
            reserved += most;
            return most;
        } finally {
            lock.unlock();
        }
    }

    /** So many of those reserved are in flight, the others are not. */
    void release(int most, int used) {
        lock.lock();
        try {
            room += most - used;
            reserved -= most;
        } finally {
            lock.unlock();
        }
    }
}
