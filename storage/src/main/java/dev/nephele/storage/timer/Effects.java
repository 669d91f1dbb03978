package dev.nephele.storage.timer;

import dev.nephele.kernel.Clock;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What timers do outside of transactions: each on a thread of its own, at most {@value #AT_ONCE} beside each other, and
 * of one kind and id one after the other.
 */
final class Effects {
    static final int AT_ONCE = 256;

    /** How long to wait for room before what is due meanwhile goes first. */
    private static final long ROOM_WITHIN_MILLIS = 50;

    private final Store store;
    private final Clock clock;
    private final Timers timers;
    private final Map<String, Timers.Errand> errands = new ConcurrentHashMap<>();
    private final Map<TimerQueue.Name, Run> underWay = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Claims claims;
    private final AtomicInteger state = new AtomicInteger();
    private volatile boolean closed;

    private record Run(Timer timer, Pass pass, int state, CountDownLatch end) {}

    Effects(Store store, Clock clock, Timers timers) {
        this.store = store;
        this.clock = clock;
        this.timers = timers;
        this.claims = new Claims(store, clock);
        // What began in another state says nothing of this one.
        store.onReplaced(state::incrementAndGet);
    }

    /** Answers whether there was none. */
    boolean add(String kind, Timers.Errand errand) {
        return errands.putIfAbsent(kind, errand) == null;
    }

    boolean has(String kind) {
        return errands.containsKey(kind);
    }

    boolean isReady(TimerQueue.Due key, Pass pass) {
        return !closed && !pass.isStarved() && errands.containsKey(key.kind()) && !underWay.containsKey(key.name());
    }

    /** Begins what has room, in order. */
    void begin(List<Timer> due, Pass pass) {
        int from = 0;
        while (from < due.size() && !pass.isStarved()) {
            int places = places(due.size() - from);
            if (places == 0) {
                pass.starve();
                return;
            }
            int begun = 0;
            try {
                List<Timer> wanted = due.subList(from, from + places);
                List<Timer> taken = claims.take(wanted);
                if (taken.size() < wanted.size()) {
                    pass.leaveToOthers();
                }
                for (Timer timer : taken) {
                    begin(timer, pass);
                    begun++;
                }
            } finally {
                room.release(places - begun);
            }
            from += places;
        }
    }

    /** Takes up to so many places, at least one unless none becomes free soon. */
    private int places(int most) {
        int places = 0;
        while (places < most && room.tryAcquire()) {
            places++;
        }
        return places > 0 || !isFreeSoon() ? places : 1;
    }

    private boolean isFreeSoon() {
        try {
            return room.tryAcquire(ROOM_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void begin(Timer timer, Pass pass) {
        Run run = new Run(timer, pass, state.get(), new CountDownLatch(1));
        underWay.put(TimerQueue.Due.of(timer).name(), run);
        pass.fired(1);
        Loop.once("timer-" + timer.kind(), () -> perform(run));
    }

    private void perform(Run run) {
        TimerQueue.Due key = TimerQueue.Due.of(run.timer);
        try {
            Optional<Throwable> failure = closed ? Optional.empty() : Loop.attempt(() -> fire(run));
            failure.ifPresent(thrown -> {
                run.pass.fail(key);
                timers.failed(thrown, key);
                Loop.attempt(() -> store.update(transaction -> claims.release(transaction, key.name())));
            });
        } finally {
            underWay.remove(key.name());
            room.release();
            run.end.countDown();
        }
    }

    private void fire(Run run) {
        Timers.Errand errand = errands.get(run.timer.kind());
        if (errand != null) {
            Timers.Handler then = errand.fire(run.timer);
            Instant now = clock.now();
            store.update(transaction -> finish(transaction, run, then, now));
        }
    }

    private void finish(Transaction transaction, Run run, Timers.Handler then, Instant now) {
        TimerQueue.Due key = TimerQueue.Due.of(run.timer);
        if (run.state != state.get()) {
            return;
        }
        claims.release(transaction, key.name());
        if (TimerQueue.isSet(transaction, key)) {
            TimerQueue.remove(transaction, key);
            run.timer.next(now).ifPresent(next -> timers.set(transaction, next));
            then.fire(transaction, run.timer);
        }
    }

    /**
     * Waits for what is under way and was due by the end of a pass, or only for some room if the pass had none. Answers
     * whether there was anything to wait for.
     */
    boolean await(Pass pass) {
        boolean waited = false;
        for (Run run : List.copyOf(underWay.values())) {
            if (!run.timer.due().isAfter(pass.until())) {
                waited = true;
                boolean interrupted = !hasEnded(run, pass);
                if (interrupted || pass.isStarved() && room.availablePermits() > 0) {
                    break;
                }
            }
        }
        return waited;
    }

    private boolean hasEnded(Run run, Pass pass) {
        try {
            while (!run.end.await(ROOM_WITHIN_MILLIS, TimeUnit.MILLISECONDS)) {
                if (pass.isStarved() && room.availablePermits() > 0) {
                    return true;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Begins nothing more and waits for what is under way. */
    void close() {
        closed = true;
        room.acquireUninterruptibly(AT_ONCE);
        room.release(AT_ONCE);
    }
}
