package dev.nephele.services.sqs.message;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;
import dev.nephele.services.sqs.message.Contents.Counts;
import dev.nephele.services.sqs.message.Tables.Due;
import dev.nephele.services.sqs.message.Tables.Place;
import dev.nephele.services.sqs.queue.QueueAttributes;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes messages in transactions, and tells the heads of their queues and the bell once they are committed.
 *
 * <p>The counts of a queue are the sums of at most some thousand rows. A transaction changes
 * the row of a number that no other transaction of this process has meanwhile, so writers do not conflict there; other
 * processes begin elsewhere, by chance. Beyond {@value #SHARDS} transactions at once, two may share a number, and one runs again.
 */
final class Changes {
    private static final int SHARDS = 64;
    private static final int PROCESSES = 16;

    /** Queues whose heads are remembered; one more, and all are looked for again. */
    private static final int QUEUES = 10_000;

    /** How many messages become visible in one transaction. */
    private static final int SHOWN_AT_ONCE = 1_000;

    private final Store store;
    private final Bell bell;
    private final Shards shards;
    private final int mostInFlight;
    private final ConcurrentHashMap<String, Head> heads = new ConcurrentHashMap<>();

    /**
     * @param process a number by chance
     * @param mostInFlight how many messages of a queue may be in flight
     */
    Changes(Store store, Bell bell, int process, int mostInFlight) {
        this.mostInFlight = mostInFlight;
        this.store = store;
        this.bell = bell;
        this.shards = new Shards(Math.floorMod(process, PROCESSES) * SHARDS);
        store.onReplaced(heads::clear);
    }

    /** Runs a transaction of a call. */
    <T extends @Nullable Object> T make(Call call, Function<Change, T> function) {
        return make(Optional.of(call), function);
    }

    private <T extends @Nullable Object> T make(Optional<Call> call, Function<Change, T> function) {
        int shard = shards.take();
        Change[] last = new Change[1];
        T result;
        try {
            result = store.transact(call, transaction -> {
                Change change = new Change(transaction, shard);
                last[0] = change;
                T made = function.apply(change);
                change.writeCounts();
                return made;
            });
        } catch (StoreException unknown) {
            // It may have been committed, and then the heads do not know.
            heads.clear();
            throw unknown;
        } finally {
            shards.give(shard);
        }
        tell(last[0]);
        return result;
    }

    private void tell(Change change) {
        Set<String> rung = new HashSet<>();
        for (Due due : change.hidden()) {
            head(due.queue()).hidden(due.visible());
        }
        for (Place place : change.shown()) {
            head(place.queue()).shown(place);
            rung.add(place.queue());
        }
        rung.forEach(bell::ring);
    }

    /** The head of a queue, by the queue's id. */
    Head head(String queue) {
        Head known = heads.get(queue);
        if (known != null) {
            return known;
        }
        if (heads.size() >= QUEUES) {
            heads.clear();
        }
        return heads.computeIfAbsent(queue, id -> new Head(id, store, mostInFlight));
    }

    /** The queue is gone or empty. */
    void forget(String queue) {
        heads.remove(queue);
    }

    /** Gives back what was taken from a head and is still there for others. */
    void giveBack(String queue, List<Place> places) {
        if (!places.isEmpty()) {
            places.forEach(head(queue)::shown);
            bell.ring(queue);
        }
    }

    /**
     * Makes visible what is due, the first due first.
     *
     * @param most at most about so many messages
     */
    void settle(String queue, Instant now, int most) {
        Head head = head(queue);
        if (!head.mayHaveDue(now)) {
            return;
        }
        head.settling().lock();
        try {
            for (int done = 0; done < most; done += SHOWN_AT_ONCE) {
                List<Due> due = head.due(now, SHOWN_AT_ONCE);
                if (due.isEmpty()) {
                    return;
                }
                make(Optional.empty(), change -> {
                    due.forEach(change::show);
                    return true;
                });
                head.settledUntil(due.getLast().visible());
            }
        } finally {
            head.settling().unlock();
        }
    }

    /**
     * Removes the oldest visible messages as long as they are too old.
     *
     * @param most at most about so many messages
     * @return how many
     */
    int expire(String queue, QueueAttributes attributes, Instant now, int most) {
        int done = 0;
        while (done < most) {
            List<Place> oldest = head(queue).peek(done == 0 ? 1 : SHOWN_AT_ONCE);
            Looked looked = make(Optional.empty(), change -> expire(change, oldest, attributes, now));
            head(queue).removed(looked.gone);
            head(queue).removed(looked.absent);
            if (looked.gone.isEmpty() && looked.absent.isEmpty()) {
                return done;
            }
            done += looked.gone.size() + looked.absent.size();
        }
        return done;
    }

    /**
     * What a look at the oldest messages found.
     *
     * @param gone those that it removed
     * @param absent those that somebody else has removed meanwhile: there may be more behind them
     */
    private record Looked(List<Place> gone, List<Place> absent) {}

    private static Looked expire(Change change, List<Place> oldest, QueueAttributes attributes, Instant now) {
        List<Place> gone = new ArrayList<>();
        List<Place> absent = new ArrayList<>();
        for (Place place : oldest) {
            Place next = place;
            while (next != null && gone.size() < SHOWN_AT_ONCE) {
                StoredMessage message = Tables.MESSAGES.get(change.transaction(), next);
                if (message == null) {
                    absent.add(next);
                    break;
                }
                if (!message.isExpired(attributes, now) || !Tables.VISIBLE.exists(change.transaction(), next)) {
                    break;
                }
                change.remove(next, message);
                gone.add(next);
                next = change.first(next.queue(), message.fifoGroup());
            }
        }
        return new Looked(gone, absent);
    }

    /** The counts of a queue, as they are stored. */
    static Counts counts(View view, String queue) {
        return Tables.COUNTS.scan().under(out -> out.text(queue)).values(view).stream()
                .reduce(Counts.NONE, Counts::plus);
    }

    /** Numbers of which each is taken by one transaction at a time, the lowest that is free. */
    private static final class Shards {
        private final int first;
        private long taken;
        private int shared;

        Shards(int first) {
            this.first = first;
        }

        synchronized int take() {
            int free = Long.numberOfTrailingZeros(~taken);
            if (free == SHARDS) {
                shared = (shared + 1) % SHARDS;
                return -1 - (first + shared);
            }
            taken |= 1L << free;
            return first + free;
        }

        synchronized void give(int number) {
            if (number >= 0) {
                taken &= ~(1L << number - first);
            }
        }
    }
}
