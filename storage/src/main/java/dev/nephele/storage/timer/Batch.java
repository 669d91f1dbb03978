package dev.nephele.storage.timer;

import dev.nephele.storage.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The timers that fire in one transaction, in order of due time, also those that their handlers set meanwhile. Made anew
 * for each attempt of the transaction, which finds its timers itself: what another node has fired is not among them.
 */
final class Batch {
    private final Transaction transaction;
    private final Kinds kinds;
    private final Pass pass;
    private final int most;
    private final TreeMap<byte[], Timer> upcoming = new TreeMap<>(Arrays::compareUnsigned);
    private final List<Timer> outside = new ArrayList<>();
    private TimerQueue.@Nullable Due end;
    private @Nullable Timer firing;
    private @Nullable Timer last;
    private int fired;

    /** What timers do, by kind. */
    interface Kinds {
        /** What a kind does in the transaction; null if it does nothing there. */
        Timers.@Nullable Handler handler(String kind);

        /** Whether a timer does something outside of transactions, and can begin it. */
        boolean isReadyOutside(TimerQueue.Due key, Pass pass);
    }

    /** @param most how many timers may fire */
    Batch(Transaction transaction, Kinds kinds, Pass pass, int most) {
        this.transaction = transaction;
        this.kinds = kinds;
        this.pass = pass;
        this.most = most;
    }

    /** Finds what is due and fires what is to fire in a transaction. */
    void run(Timers timers, TimerQueue.From from) {
        TimerQueue.each(transaction, from, timer -> !timer.due().isAfter(pass.until()) && take(timer));
        while (fired < most && !upcoming.isEmpty()) {
            Timer timer = upcoming.pollFirstEntry().getValue();
            firing = timer;
            fire(timers, timer);
            firing = null;
            last = timer;
            fired++;
        }
    }

    /** Takes a timer of the walk, if it is ready; answers whether there is room for another. */
    private boolean take(Timer timer) {
        TimerQueue.Due key = TimerQueue.Due.of(timer);
        if (!pass.hasFailed(key)) {
            if (kinds.handler(timer.kind()) != null) {
                upcoming.put(TimerQueue.key(key), timer);
            } else if (kinds.isReadyOutside(key, pass)) {
                outside.add(timer);
            }
        }
        boolean full = upcoming.size() + outside.size() >= most;
        end = full ? key : null;
        return !full;
    }

    private void fire(Timers timers, Timer timer) {
        TimerQueue.remove(transaction, TimerQueue.Due.of(timer));
        timer.next(pass.until()).ifPresent(next -> timers.set(transaction, next));
        Timers.Handler handler = kinds.handler(timer.kind());
        if (handler != null) {
            handler.fire(transaction, timer);
        }
    }

    /** A handler has set a timer: it fires in its turn, here if the walk has come as far. */
    void set(Transaction in, Timer timer) {
        if (in == transaction
                && !timer.due().isAfter(pass.until())
                && kinds.handler(timer.kind()) != null
                && isWithin(TimerQueue.Due.of(timer))) {
            upcoming.put(TimerQueue.key(TimerQueue.Due.of(timer)), timer);
        }
    }

    private boolean isWithin(TimerQueue.Due key) {
        return end == null || Arrays.compareUnsigned(TimerQueue.key(key), TimerQueue.key(end)) <= 0;
    }

    /** A handler has removed a timer. */
    void cancel(Transaction in, TimerQueue.Due key) {
        if (in == transaction) {
            upcoming.remove(TimerQueue.key(key));
        }
    }

    /** What is to be done outside of transactions. */
    List<Timer> outside() {
        return outside;
    }

    int fired() {
        return fired;
    }

    /** The timer that fired last; null if none did. */
    @Nullable
    Timer lastFired() {
        return last;
    }

    /** The timer whose handler did not return; null if the failure is not a handler's. */
    @Nullable
    Timer culprit() {
        return firing;
    }

    /** Where the walk goes on; null if nothing more is due. */
    TimerQueue.@Nullable From rest() {
        Map.Entry<byte[], Timer> next = upcoming.firstEntry();
        if (next != null) {
            return new TimerQueue.From.At(TimerQueue.Due.of(next.getValue()));
        }
        return end == null ? null : new TimerQueue.From.After(end);
    }
}
