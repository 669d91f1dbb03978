package dev.nephele.storage.timer;

import dev.nephele.kernel.View;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowKey;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Scan;
import dev.nephele.storage.table.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * The timers of a cloud as rows.
 *
 * <p>Tables: {@code 0004} timers by due time, kind and id, with their period; {@code 0005} the due time by kind and id.
 */
final class TimerQueue {
    private static final Rows<Due, Optional<Timer.Every>> QUEUE =
            Table.partition(0x0004, DueLayout.KEY, RowCodec.of(1, TimerQueue::writeEvery, TimerQueue::readEvery));
    private static final Rows<Name, Instant> NAMES = Table.partition(0x0005, NameLayout.KEY, RowCodec.instant());

    private TimerQueue() {}

    @RowKey
    record Due(Instant due, String kind, String id) {
        static Due of(Timer timer) {
            return new Due(timer.due(), timer.kind(), timer.id());
        }

        Name name() {
            return new Name(kind, id);
        }
    }

    @RowKey
    record Name(String kind, String id) {}

    /** Sets a timer that is not set. */
    static void put(Transaction transaction, Timer timer) {
        QUEUE.put(transaction, Due.of(timer), timer.every());
        NAMES.put(transaction, new Name(timer.kind(), timer.id()), timer.due());
    }

    /** Removes a timer that is set. */
    static void remove(Transaction transaction, Due key) {
        QUEUE.delete(transaction, key);
        NAMES.delete(transaction, key.name());
    }

    static boolean isSet(View view, Due key) {
        return QUEUE.exists(view, key);
    }

    static Optional<Instant> due(View view, Name name) {
        return NAMES.find(view, name);
    }

    /** Where a timer stands: keys compare as unsigned bytes. */
    static byte[] key(Due due) {
        return QUEUE.key(due);
    }

    /** Walks the timers in order of due time, kind and id until the visitor answers false. */
    static void each(View view, From from, Visitor visitor) {
        Scan<Due, Optional<Timer.Every>> all = QUEUE.scan();
        Scan<Due, Optional<Timer.Every>> rest = switch (from) {
            case From.Beginning _ -> all;
            case From.At at -> all.from(out -> DueLayout.KEY.write(out, at.key));
            case From.After after -> all.after(after.key);
        };
        rest.each(view, (key, every) -> visitor.timer(new Timer(key.kind, key.id, key.due, every)));
    }

    /** Where a walk begins. */
    sealed interface From {
        record Beginning() implements From {}

        record At(Due key) implements From {}

        record After(Due key) implements From {}
    }

    /** Takes one timer and says whether to go on. */
    interface Visitor {
        boolean timer(Timer timer);
    }

    private static void writeEvery(Optional<Timer.Every> every, RowWriter out) {
        out.optional(every, (to, repeat) -> to.duration(repeat.period()).symbol(repeat.missed()));
    }

    private static Optional<Timer.Every> readEvery(RowReader in) {
        return in.optional(from -> new Timer.Every(from.duration(), from.symbol(Timer.Missed.class)));
    }
}
