package dev.nephele.storage.timer;

import dev.nephele.kernel.Clock;
import dev.nephele.kernel.View;
import dev.nephele.storage.ConflictException;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All timers of a cloud. A handler that fails is tried again after about a second; the others go on.
 *
 * <p>Handlers fire many to a transaction. When one of them throws, those before it are committed without it, it is tried
 * alone, and only it is left for later; when the commit of many fails, fewer are tried. Effects and errands begin in
 * order of due time and run beside each other, so that a slow one holds up only itself; on a store that several nodes
 * share, one node does each as a rule.
 */
public final class Timers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
    private static final Failures FAILURES = new Failures(LOG);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long OTHERS_MILLIS = 20;
    private static final int FIRINGS_AT_ONCE = 5_000_000;

    /** As many as the store notes row by row, so that those who write beside them are not undone. */
    private static final int BATCH = 100;

    /** How many fire in one transaction where thousands are due, each commit of which waits for the disk. */
    private static final int LARGEST_BATCH = 1_000;

    private static final ConflictException CONTENDED = new ConflictException("a batch of timers meets other writers");

    /** How often a batch is tried against other writers before fewer are. */
    private static final int TRIES = 3;

    private final Store store;
    private final Clock clock;
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final Effects effects;
    private final ReentrantLock firing = new ReentrantLock();
    private final ReentrantLock waiting = new ReentrantLock();
    private volatile @Nullable Batch batch;
    private volatile @Nullable Loop loop;
    private Pass ticking = new Pass(Instant.EPOCH);
    private long failuresSince;
    private boolean closed;

    /** Does what a timer is for, in the transaction that removes the timer. Pure, like every transaction function. */
    public interface Handler {
        void fire(Transaction transaction, Timer timer);
    }

    /** Does what a timer is for outside any transaction, at least once: calls to other services, files. */
    public interface Effect {
        void fire(Timer timer);
    }

    /**
     * Does what a timer is for outside any transaction, at least once, and answers what follows from it in the
     * transaction that removes the timer. If the timer was cancelled or set anew meanwhile, nothing follows.
     */
    public interface Errand {
        Handler fire(Timer timer);
    }

    public Timers(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.effects = new Effects(store, clock, this);
    }

    /** Registers what timers of a kind do. Timers without a handler wait. */
    public void handle(String kind, Handler handler) {
        if (handlers.putIfAbsent(kind, handler) != null || effects.has(kind)) {
            throw twice(kind);
        }
    }

    /** Registers what timers of a kind do outside a transaction. */
    public void handle(String kind, Effect effect) {
        handle(kind, (Errand) timer -> {
            effect.fire(timer);
            return (transaction, fired) -> {};
        });
    }

    /** Registers what timers of a kind do outside a transaction, and then in one. */
    public void handle(String kind, Errand errand) {
        if (!effects.add(kind, errand) || handlers.containsKey(kind)) {
            throw twice(kind);
        }
    }

    private static IllegalArgumentException twice(String kind) {
        return new IllegalArgumentException("two handlers for timers of kind " + kind);
    }

    /** Sets a timer, in place of an earlier one of the same kind and id. One that is due fires within milliseconds. */
    public void set(Transaction transaction, Timer timer) {
        cancel(transaction, timer.kind(), timer.id());
        TimerQueue.put(transaction, timer);
        Batch underWay = batch;
        if (underWay != null) {
            underWay.set(transaction, timer);
        }
        Loop running = loop;
        if (running != null && !timer.due().isAfter(clock.now())) {
            running.hurry();
        }
    }

    /** Removes a timer. One that is not set is ignored. */
    public void cancel(Transaction transaction, String kind, String id) {
        Optional<Instant> due = due(transaction, kind, id);
        if (due.isPresent()) {
            TimerQueue.Due key = new TimerQueue.Due(due.get(), kind, id);
            TimerQueue.remove(transaction, key);
            Batch underWay = batch;
            if (underWay != null) {
                underWay.cancel(transaction, key);
            }
        }
    }

    /** When a timer will fire, if it is set. */
    public Optional<Instant> due(View view, String kind, String id) {
        return TimerQueue.due(view, new TimerQueue.Name(kind, id));
    }

    /**
     * Fires everything due until now, in order, also what is set meanwhile, and waits for what is done outside of
     * transactions. Those that fail are left for later.
     *
     * @throws IllegalStateException after {@value #FIRINGS_AT_ONCE} firings: timers that set themselves without end
     */
    public void settle() {
        Pass pass = new Pass(clock.now());
        int fired;
        boolean waited;
        do {
            fired = pass.fired();
            walk(pass);
            waited = effects.await(pass) || hasWaitedForOthers(pass);
        } while (!Thread.currentThread().isInterrupted() && (waited || pass.fired() > fired));
    }

    private static boolean hasWaitedForOthers(Pass pass) {
        if (!pass.hasLeftToOthers()) {
            return false;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(OTHERS_MILLIS));
        return true;
    }

    /** Fires what is due without waiting for what is done outside of transactions. */
    private void tick() {
        long now = System.nanoTime();
        if (now - failuresSince >= RETRY_NANOS) {
            ticking = new Pass(clock.now());
            failuresSince = now;
        } else {
            ticking = ticking.goOn(clock.now());
        }
        walk(ticking);
    }

    /** Goes once through all timers that are due. */
    private void walk(Pass pass) {
        firing.lock();
        try {
            pass.begin();
            TimerQueue.From from = isAnythingReady(pass) ? new TimerQueue.From.Beginning() : null;
            int most = BATCH;
            while (from != null) {
                Attempt attempt = new Attempt(pass, from, most);
                Optional<Throwable> failure = Loop.attempt(attempt::run);
                if (failure.isPresent()) {
                    most = attempt.fewer(failure.get());
                    continue;
                }
                most = Math.min(LARGEST_BATCH, most * 2);
                pass.fired(attempt.last().fired());
                effects.begin(attempt.last().outside(), pass);
                from = attempt.last().rest();
                if (pass.fired() > FIRINGS_AT_ONCE) {
                    throw new IllegalStateException(FIRINGS_AT_ONCE + " timers fired, and more are due");
                }
            }
        } finally {
            firing.unlock();
        }
    }

    private boolean isAnythingReady(Pass pass) {
        boolean[] ready = new boolean[1];
        try (StoreView view = store.view()) {
            TimerQueue.each(view, new TimerQueue.From.Beginning(), timer -> {
                if (timer.due().isAfter(pass.until())) {
                    return false;
                }
                TimerQueue.Due key = TimerQueue.Due.of(timer);
                ready[0] = !pass.hasFailed(key) && (handlers.containsKey(timer.kind()) || effects.isReady(key, pass));
                return !ready[0];
            });
        }
        return ready[0];
    }

    /** One transaction of a walk, as often as the store tries it. */
    private final class Attempt implements Batch.Kinds {
        private final Pass pass;
        private final TimerQueue.From from;
        private final int most;
        private @Nullable Batch last;
        private int tries;

        Attempt(Pass pass, TimerQueue.From from, int most) {
            this.pass = pass;
            this.from = from;
            this.most = most;
        }

        void run() {
            store.update(transaction -> {
                if (++tries > TRIES && most > 1) {
                    throw CONTENDED;
                }
                Batch batch = new Batch(transaction, this, pass, most);
                last = batch;
                Timers.this.batch = batch;
                try {
                    batch.run(Timers.this, from);
                } finally {
                    Timers.this.batch = null;
                }
            });
        }

        Batch last() {
            return Objects.requireNonNull(last);
        }

        /**
         * How many are to be tried after a failure; a timer that failed alone is left for later.
         *
         * @throws StoreException if it is no timer's failure
         */
        int fewer(Throwable failure) {
            Batch failed = last;
            if (failed != null && failure == CONTENDED) {
                return Math.max(1, failed.fired() / 2);
            }
            Timer culprit = failed == null ? null : failed.culprit();
            if (failed != null && failed.fired() > (culprit == null ? 1 : 0)) {
                return culprit == null ? failed.fired() / 2 : failed.fired();
            }
            Timer alone = failed == null || culprit != null ? culprit : failed.lastFired();
            if (alone == null) {
                throw new StoreException("timers cannot be read", failure);
            }
            failed(failure, TimerQueue.Due.of(alone));
            pass.fail(TimerQueue.Due.of(alone));
            return most;
        }

        @Override
        public @Nullable Handler handler(String kind) {
            return handlers.get(kind);
        }

        @Override
        public boolean isReadyOutside(TimerQueue.Due key, Pass pass) {
            return effects.isReady(key, pass);
        }
    }

    /** A timer's failure is not that of the others. */
    void failed(Throwable failure, TimerQueue.Due timer) {
        FAILURES.error(failure)
                .addKeyValue("kind", timer.kind())
                .addKeyValue("id", timer.id())
                .log("timer failed");
    }

    /** Begins to fire timers as they become due, each within a second. */
    public void start() {
        waiting.lock();
        try {
            if (loop == null && !closed) {
                loop = Loop.start("timers", LOOK_EVERY, this::tick);
            }
        } finally {
            waiting.unlock();
        }
    }

    /** Stops firing and waits for the timers under way. */
    @Override
    public void close() {
        Loop running;
        waiting.lock();
        try {
            closed = true;
            running = loop;
        } finally {
            waiting.unlock();
        }
        if (running != null) {
            running.close();
        }
        effects.close();
    }
}
