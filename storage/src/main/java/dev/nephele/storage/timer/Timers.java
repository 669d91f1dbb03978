package dev.nephele.storage.timer;

import dev.nephele.kernel.Clock;
import dev.nephele.kernel.View;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowKey;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All timers of a cloud. A handler that fails is tried again a second later; the others go on.
 *
 * <p>Tables: {@code 0004} timers by due time, kind and id, with their period; {@code 0005} the due time by kind and id.
 */
public final class Timers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
    private static final Failures FAILURES = new Failures(LOG);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int FIRINGS_AT_ONCE = 5_000_000;

    @RowKey
    record Due(Instant due, String kind, String id) {}

    @RowKey
    record Name(String kind, String id) {}

    private static final Rows<Due, Optional<Timer.Every>> QUEUE =
            Table.partition(0x0004, DueLayout.KEY, RowCodec.of(1, Timers::writeEvery, Timers::readEvery));
    private static final Rows<Name, Instant> NAMES = Table.partition(0x0005, NameLayout.KEY, RowCodec.instant());

    private final Store store;
    private final Clock clock;
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final Map<String, Effect> effects = new ConcurrentHashMap<>();
    private final ReentrantLock firing = new ReentrantLock();
    private final ReentrantLock waiting = new ReentrantLock();
    private @Nullable Loop loop;
    private boolean closed;

    /** Does what a timer is for, in the transaction that removes the timer. Pure, like every transaction function. */
    public interface Handler {
        void fire(Transaction transaction, Timer timer);
    }

    /** Does what a timer is for outside any transaction, at least once: calls to other services, files. */
    public interface Effect {
        void fire(Timer timer);
    }

    public Timers(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Registers what timers of a kind do. Timers without a handler wait. */
    public void handle(String kind, Handler handler) {
        if (handlers.putIfAbsent(kind, handler) != null || effects.containsKey(kind)) {
            throw new IllegalArgumentException("two handlers for timers of kind " + kind);
        }
    }

    /** Registers what timers of a kind do outside a transaction. */
    public void handle(String kind, Effect effect) {
        if (effects.putIfAbsent(kind, effect) != null || handlers.containsKey(kind)) {
            throw new IllegalArgumentException("two handlers for timers of kind " + kind);
        }
    }

    /** Sets a timer, in place of an earlier one of the same kind and id. */
    public void set(Transaction transaction, Timer timer) {
        cancel(transaction, timer.kind(), timer.id());
        QUEUE.put(transaction, new Due(timer.due(), timer.kind(), timer.id()), timer.every());
        NAMES.put(transaction, new Name(timer.kind(), timer.id()), timer.due());
    }

    /** Removes a timer. One that is not set is ignored. */
    public void cancel(Transaction transaction, String kind, String id) {
        Name name = new Name(kind, id);
        Instant due = NAMES.get(transaction, name);
        if (due != null) {
            QUEUE.delete(transaction, new Due(due, kind, id));
            NAMES.delete(transaction, name);
        }
    }

    /** When a timer will fire, if it is set. */
    public Optional<Instant> due(View view, String kind, String id) {
        return NAMES.find(view, new Name(kind, id));
    }

    /**
     * Fires everything due until now, in order, also what is set meanwhile. Those that fail are left for later.
     *
     * @throws IllegalStateException after {@value #FIRINGS_AT_ONCE} firings: timers that set themselves without end
     */
    public void settle() {
        firing.lock();
        try {
            Set<Due> failed = new HashSet<>();
            for (int fired = 0; ; fired++) {
                if (fired == FIRINGS_AT_ONCE) {
                    throw new IllegalStateException(FIRINGS_AT_ONCE + " timers fired, and more are due");
                }
                Timer next = nextDue(failed);
                if (next == null) {
                    return;
                }
                fire(next, failed);
            }
        } finally {
            firing.unlock();
        }
    }

    private @Nullable Timer nextDue(Set<Due> failed) {
        Timer[] found = new Timer[1];
        Instant now = clock.now();
        try (StoreView view = store.view()) {
            QUEUE.scan().each(view, (key, every) -> {
                if (key.due.isAfter(now)) {
                    return false;
                }
                boolean ready =
                        !failed.contains(key) && (handlers.containsKey(key.kind) || effects.containsKey(key.kind));
                if (ready) {
                    found[0] = new Timer(key.kind, key.id, key.due, every);
                }
                return !ready;
            });
        }
        return found[0];
    }

    /** A timer's failure is not that of the others. */
    private void fire(Timer timer, Set<Due> failed) {
        Optional<Throwable> failure = Loop.attempt(() -> fire(timer));
        if (failure.isPresent()) {
            FAILURES.error(failure.get())
                    .addKeyValue("kind", timer.kind())
                    .addKeyValue("id", timer.id())
                    .log("timer failed");
            failed.add(new Due(timer.due(), timer.kind(), timer.id()));
        }
    }

    private void fire(Timer timer) {
        Handler handler = handlers.get(timer.kind());
        Effect effect = effects.get(timer.kind());
        if (effect != null) {
            effect.fire(timer);
        }
        Instant now = clock.now();
        store.update(transaction -> finish(transaction, timer, handler, now));
    }

    private void finish(Transaction transaction, Timer timer, @Nullable Handler handler, Instant now) {
        Due key = new Due(timer.due(), timer.kind(), timer.id());
        if (!QUEUE.exists(transaction, key)) {
            return;
        }
        QUEUE.delete(transaction, key);
        NAMES.delete(transaction, new Name(timer.kind(), timer.id()));
        timer.next(now).ifPresent(next -> set(transaction, next));
        if (handler != null) {
            handler.fire(transaction, timer);
        }
    }

    /** Begins to fire timers as they become due, each within a second. */
    public void start() {
        waiting.lock();
        try {
            if (loop == null && !closed) {
                loop = Loop.start("timers", LOOK_EVERY, this::settle);
            }
        } finally {
            waiting.unlock();
        }
    }

    /** Stops firing and waits for the timer under way. */
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
    }

    private static void writeEvery(Optional<Timer.Every> every, RowWriter out) {
        out.optional(every, (to, repeat) -> to.duration(repeat.period()).symbol(repeat.missed()));
    }

    private static Optional<Timer.Every> readEvery(RowReader in) {
        return in.optional(from -> new Timer.Every(from.duration(), from.symbol(Timer.Missed.class)));
    }
}
