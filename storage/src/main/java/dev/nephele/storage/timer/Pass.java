package dev.nephele.storage.timer;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One attempt to fire everything that is due until a time: what failed in it is not tried again in it. */
final class Pass {
    private final Instant until;
    private final Set<TimerQueue.Due> failed;
    private final AtomicInteger fired = new AtomicInteger();
    private volatile boolean starved;
    private volatile boolean elsewhere;

    Pass(Instant until) {
        this(until, ConcurrentHashMap.newKeySet());
    }

    private Pass(Instant until, Set<TimerQueue.Due> failed) {
        this.until = until;
        this.failed = failed;
    }

    /** The same attempt, until a later time. */
    Pass goOn(Instant later) {
        return new Pass(later, failed);
    }

    Instant until() {
        return until;
    }

    void fail(TimerQueue.Due key) {
        failed.add(key);
    }

    boolean hasFailed(TimerQueue.Due key) {
        return failed.contains(key);
    }

    void fired(int more) {
        fired.addAndGet(more);
    }

    int fired() {
        return fired.get();
    }

    /** A walk over the timers begins. */
    void begin() {
        starved = false;
        elsewhere = false;
    }

    /** There was no room for an effect: this walk begins no others. */
    void starve() {
        starved = true;
    }

    boolean isStarved() {
        return starved;
    }

    /** Another node has taken a timer that is due. */
    void leaveToOthers() {
        elsewhere = true;
    }

    boolean hasLeftToOthers() {
        return elsewhere;
    }
}
