package dev.nephele.storage;

import dev.nephele.storage.directory.DataDirectory;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import dev.nephele.storage.timer.Timer;
import dev.nephele.storage.timer.Timers;
import dev.nephele.testkit.kernel.ManualClock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** A process that fires many timers, each of which counts in a row, and prints a line for each, until somebody kills it. */
final class TimerLife {
    static final Rows<String, Long> FIRED = Table.partition(0x7d10, KeyCodec.text(), RowCodec.number());
    static final int TIMERS = 30_000;
    private static final String KIND = "life";

    private TimerLife() {}

    /** Takes the data directory. */
    public static void main(String[] arguments) {
        DataDirectory data = DataDirectory.open(Path.of(arguments[0]));
        Store store = data.openStore(DataDirectory.Kind.ROCKSDB);
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        ManualClock clock = new ManualClock();
        Timers timers = new Timers(store, clock);
        set(store, timers, KIND, TIMERS, clock);
        timers.handle(KIND, (transaction, timer) -> {
            count(transaction, timer);
            out.println(timer.id());
        });
        clock.advance(Duration.ofDays(1));
        timers.settle();
    }

    /** Fires what an earlier life left. */
    static void goOn(Store store) {
        ManualClock clock = new ManualClock();
        clock.advance(Duration.ofDays(1));
        Timers timers = new Timers(store, clock);
        timers.handle(KIND, TimerLife::count);
        timers.settle();
    }

    static void count(Transaction transaction, Timer timer) {
        FIRED.put(transaction, timer.id(), FIRED.find(transaction, timer.id()).orElse(0L) + 1);
    }

    /** Sets timers that are due within the next thousand seconds. */
    static void set(Store store, Timers timers, String kind, int many, ManualClock clock) {
        for (int from = 0; from < many; from += 1_000) {
            int first = from;
            store.update(transaction -> {
                for (int n = first; n < Math.min(many, first + 1_000); n++) {
                    timers.set(
                            transaction,
                            Timer.once(kind, String.valueOf(n), clock.now().plus(Duration.ofSeconds(n % 1_000))));
                }
            });
        }
    }
}
