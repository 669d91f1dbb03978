package dev.nephele.services.sqs.message;

import dev.nephele.kernel.Clock;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Scan;
import dev.nephele.storage.timer.Timer;
import dev.nephele.storage.timer.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What FIFO queues remember for five minutes: deduplication ids, and attempts to receive.
 *
 * <p>Its rows lie by windows of five minutes, each in the window in which it was made. So what is remembered is in the
 * present window or the one before, older windows are forgotten as they are, from the beginning of the table, and no row
 * has to be looked at to know whether it is old. One timer does that for all queues, a bounded step at a time.
 */
final class Recent {
    /**
     * The deduplication interval (SQS API Reference, SendMessage: "5-minute deduplication interval") and the time for
     * which an attempt is valid (ReceiveMessage: "can be used for 5 minutes").
     */
    static final Duration TIME = Duration.ofMinutes(5);

    private static final String KIND = "sqs.recent";
    private static final String ALL = "all";
    private static final int STEP = 1_000;

    private final Timers timers;
    private final Clock clock;

    Recent(Timers timers, Clock clock) {
        this.timers = timers;
        this.clock = clock;
        timers.handle(KIND, this::forget);
    }

    /** The windows in which something may be that is remembered: that of the time first, and the one before. */
    static List<Long> windows(Instant now) {
        long window = window(now);
        return List.of(window, window - 1);
    }

    static long window(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), TIME.toSeconds());
    }

    /** Removes what a queue remembers. */
    static void empty(Transaction transaction, String queue, Instant now) {
        for (long window : windows(now)) {
            Tables.DUPLICATES
                    .scan()
                    .under(out -> out.number(window).text(queue))
                    .delete(transaction);
            Tables.ATTEMPTS.scan().under(out -> out.number(window).text(queue)).delete(transaction);
        }
    }

    /** There is a FIFO queue: begins to forget what is old, if that has not begun. */
    void watch(Transaction transaction, Instant now) {
        if (timers.due(transaction, KIND, ALL).isEmpty()) {
            timers.set(transaction, from(now.plus(TIME)));
        }
    }

    private static Timer from(Instant due) {
        return Timer.periodic(KIND, ALL, due, TIME, Timer.Missed.FOLD);
    }

    private void forget(Transaction transaction, Timer timer) {
        Instant now = clock.now();
        long oldest = window(now) - 1;
        boolean all = forget(transaction, Tables.DUPLICATES, oldest) & forget(transaction, Tables.ATTEMPTS, oldest);
        if (!all) {
            timers.set(transaction, from(now));
        }
    }

    /** Removes some rows of windows that have passed; answers whether those were all. */
    private static <K> boolean forget(Transaction transaction, Rows<K, ?> rows, long oldest) {
        Scan<K, ?> passed = rows.scan().before(out -> out.number(oldest));
        List<K> first = passed.limit(STEP + 1).keys(transaction);
        if (first.isEmpty()) {
            return true;
        }
        boolean all = first.size() <= STEP;
        (all ? passed : passed.before(first.getLast())).delete(transaction);
        return all;
    }
}
