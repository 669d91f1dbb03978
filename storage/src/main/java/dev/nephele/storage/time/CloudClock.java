package dev.nephele.storage.time;

import dev.nephele.kernel.Clock;
import dev.nephele.kernel.View;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a cloud. Moves are durable when their method returns; the newest {@value #MOVES} are kept.
 *
 * <p>Tables: {@code 0001} a move by its ordinal; {@code 0002} the latest time shown, from which a restarted clock goes
 * on if the machine's own clock was set back meanwhile.
 */
public final class CloudClock implements Clock {
    private static final int MOVES = 10_000;
    private static final Rows<Long, Move> TABLE = Table.partition(0x0001, KeyCodec.number(), MoveLayout.ROW);
    private static final Rows<KeyCodec.Single, Instant> LATEST =
            Table.partition(0x0002, KeyCodec.single(), RowCodec.instant());

    /** The ids of the tables that hold the clock, for those who empty all others. */
    public static final List<Integer> TABLES = List.of(0x0001, 0x0002);

    private final Store store;
    private final InstantSource wall;
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MIN);
    private volatile List<Move> moves = List.of();
    private volatile Move last = Move.NONE;

    /** The clock that the store holds, or a new one that shows wall time. */
    public CloudClock(Store store, InstantSource wall) {
        this.store = store;
        this.wall = wall;
        reload();
    }

    /** Reads the clock from the store again: after a snapshot was restored, or another node may have moved it. */
    public final void reload() {
        try (StoreView view = store.view()) {
            Instant shown = LATEST.get(view, KeyCodec.Single.ROW);
            load(view);
            latest.set(shown == null ? Instant.MIN : shown);
        }
    }

    private void load(View view) {
        List<Move> found = TABLE.scan().values(view);
        moves = found;
        last = found.isEmpty() ? Move.NONE : found.getLast();
    }

    @Override
    public Instant now() {
        return latest.accumulateAndGet(
                last.virtualAt(wall.instant()), (shown, now) -> now.isAfter(shown) ? now : shown);
    }

    @Override
    public Instant wall() {
        return wall.instant();
    }

    @Override
    public Instant virtualAt(Instant at) {
        List<Move> all = moves;
        for (int i = all.size() - 1; i >= 0; i--) {
            Move move = all.get(i);
            if (!at.isBefore(move.wall())) {
                return move.virtualAt(at);
            }
        }
        return at;
    }

    /** How far virtual time is ahead of wall time. */
    public Duration offset() {
        return Duration.between(wall.instant(), now());
    }

    public boolean isFrozen() {
        return last.frozen();
    }

    /**
     * Moves the clock forward.
     *
     * @throws TimeGoesBackException if the duration is negative
     */
    public Instant advance(Duration duration) {
        if (duration.isNegative()) {
            throw new TimeGoesBackException("the clock cannot be moved back by " + duration.negated());
        }
        return move(now -> new Move(wall.instant(), now.plus(duration), last.frozen()));
    }

    /**
     * Sets the clock to a later time.
     *
     * @throws TimeGoesBackException if the time is before the one shown
     */
    public Instant set(Instant time) {
        return move(now -> {
            if (time.isBefore(now)) {
                throw new TimeGoesBackException("the clock shows " + now + " and cannot be set back to " + time);
            }
            return new Move(wall.instant(), time, last.frozen());
        });
    }

    /** Stops the clock where it is, or lets it go on from there. */
    public Instant freeze(boolean frozen) {
        return move(now -> new Move(wall.instant(), now, frozen));
    }

    private synchronized Instant move(Function<Instant, Move> next) {
        store.update(transaction -> {
            load(transaction);
            Move move = next.apply(now());
            append(transaction, move);
            LATEST.put(transaction, KeyCodec.Single.ROW, move.virtual());
        });
        try (StoreView view = store.view()) {
            load(view);
        }
        return now();
    }

    private static void append(Transaction transaction, Move move) {
        Long newest = TABLE.scan().reverse().firstKey(transaction);
        long ordinal = newest == null ? 1 : newest + 1;
        TABLE.put(transaction, ordinal, move);
        @Nullable Long oldest = TABLE.scan().firstKey(transaction);
        if (oldest != null && ordinal - oldest >= MOVES) {
            TABLE.delete(transaction, oldest);
        }
    }

    /** Stores the time shown, so that a restart on a machine whose clock was set back does not repeat it. */
    public void remember() {
        Instant shown = now();
        store.update(transaction -> LATEST.put(transaction, KeyCodec.Single.ROW, shown));
    }
}
