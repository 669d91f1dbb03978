package dev.nephele.storage.timer;

import dev.nephele.kernel.Clock;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which timers of a store that several nodes share are being seen to, so that as a rule one node does what a timer does
 * outside of transactions. A claim ends with the work, or after {@value #MINUTES} minutes of wall time: its node may be
 * gone. In a store of one process nothing has to be claimed.
 *
 * <p>Table: {@code 0006} until when a timer is claimed, by kind and id.
 */
final class Claims {
    private static final long MINUTES = 2;
    private static final Rows<TimerQueue.Name, Instant> TABLE =
            Table.partition(0x0006, NameLayout.KEY, RowCodec.instant());

    private final Store store;
    private final Clock clock;

    Claims(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Claims timers, and answers those that nobody else has claimed. */
    List<Timer> take(List<Timer> timers) {
        if (!store.isShared()) {
            return timers;
        }
        Instant wall = clock.wall();
        return store.transact(transaction -> {
            List<Timer> taken = new ArrayList<>();
            for (Timer timer : timers) {
                TimerQueue.Due key = TimerQueue.Due.of(timer);
                Instant until = TABLE.get(transaction, key.name());
                boolean free = until == null || !until.isAfter(wall);
                if (free && TimerQueue.isSet(transaction, key)) {
                    TABLE.put(transaction, key.name(), wall.plus(Duration.ofMinutes(MINUTES)));
                    taken.add(timer);
                }
            }
            return taken;
        });
    }

    /** The work is done. */
    void release(Transaction transaction, TimerQueue.Name name) {
        if (store.isShared()) {
            TABLE.delete(transaction, name);
        }
    }
}
