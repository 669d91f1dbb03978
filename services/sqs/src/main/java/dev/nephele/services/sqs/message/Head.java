package dev.nephele.services.sqs.message;

import dev.nephele.services.sqs.message.Tables.Due;
import dev.nephele.services.sqs.message.Tables.Place;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of the beginning of a queue: which messages are the next to be received, and when the next
 * hidden one becomes visible. A hint: what is taken from it is looked at again by the transaction that hands it out.
 *
 * <p>Messages leave a queue at its beginning, so the index of a busy queue begins with rows that are gone and not yet
 * forgotten by the engine, thousands of them, and whoever walks it from its beginning passes them all. So it is walked
 * on from where the last walk ended: {@code walked} is a place up to which every row of {@code VISIBLE} is in
 * {@code next}, or taken by somebody. Rows that this process adds before that place are put into {@code next} when they
 * are committed; rows beyond it will be found. A walk takes its view under the lock under which it is told of commits,
 * so it sees whatever it was told of before, and is told after it of what it did not see. The same holds of
 * {@code HIDDEN}, where {@code settled} says up to which time nothing is left.
 *
 * <p>Where other processes write to the same store, nobody tells of their rows. There the index is walked from its
 * beginning again every {@link #LOOK_AGAIN}, or more seldom if that takes long, so that it costs at most a hundredth of
 * the time.
 */
final class Head {
    private static final int WALK = 256;
    private static final int LIMIT = 4_096;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final int SHARE = 100;

    /** How far beyond the present a look for what is due goes, so that not every receiver looks. */
    private static final Duration AHEAD = Duration.ofSeconds(1);

    private final String queue;
    private final Store store;
    private final RoomInFlight room;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock settling = new ReentrantLock();
    private final TreeSet<Place> next = new TreeSet<>(Place.IN_QUEUE);
    private final Set<Place> taken = new HashSet<>();
    private @Nullable Place walked;
    private boolean walkedAll;
    private Instant settled = Instant.EPOCH;
    private Instant lowest = Instant.MAX;
    private volatile Instant nextDue = Instant.MIN;
    private long lookAgainNanos = System.nanoTime();

    /** @param mostInFlight how many of its messages may be in flight */
    Head(String queue, Store store, int mostInFlight) {
        this.queue = queue;
        this.store = store;
        this.room = new RoomInFlight(mostInFlight, store.isShared(), this::inFlight);
    }

    private long inFlight() {
        try (StoreView view = store.view()) {
            return Changes.counts(view, queue).hidden();
        }
    }

    /** How many more messages may be handed out. */
    RoomInFlight room() {
        return room;
    }

    /** Takes the next messages; whoever takes them says when he is {@link #done}, or gives back. */
    List<Place> take(int most) {
        lock.lock();
        try {
            fill(most);
            List<Place> first = new ArrayList<>(most);
            while (first.size() < most && !next.isEmpty()) {
                first.add(next.pollFirst());
            }
            taken.addAll(first);
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** The next messages, left where they are. */
    List<Place> peek(int most) {
        lock.lock();
        try {
            fill(most);
            return next.stream().limit(most).toList();
        } finally {
            lock.unlock();
        }
    }

    private void fill(int most) {
        forgetIfShared();
        while (next.size() < most && !walkedAll) {
            walk();
        }
    }

    private void forgetIfShared() {
        if (mayBeStale()) {
            next.clear();
            walked = null;
            walkedAll = false;
            settled = Instant.EPOCH;
            nextDue = Instant.MIN;
            lookAgainNanos = System.nanoTime() + LOOK_AGAIN.toNanos();
        }
    }

    private boolean mayBeStale() {
        return store.isShared() && System.nanoTime() - lookAgainNanos > 0;
    }

    private void walk() {
        long began = System.nanoTime();
        Place from = walked;
        List<Place> rows;
        try (StoreView view = store.view()) {
            var scan = Tables.VISIBLE.scan().under(out -> out.text(queue));
            rows = (from == null ? scan : scan.after(from)).limit(WALK).keys(view);
        }
        for (Place row : rows) {
            if (!taken.contains(row)) {
                next.add(row);
            }
            walked = row;
        }
        walkedAll = rows.size() < WALK;
        if (from == null) {
            long ended = System.nanoTime();
            lookAgainNanos = ended + Math.max(LOOK_AGAIN.toNanos(), SHARE * (ended - began));
        }
    }

    /** A commit has made a message visible, or it was taken and is given back. */
    void shown(Place place) {
        lock.lock();
        try {
            taken.remove(place);
            Place last = walked;
            if (walkedAll || last != null && Place.IN_QUEUE.compare(place, last) <= 0) {
                next.add(place);
            }
            if (next.size() > LIMIT) {
                // What is let go is found again by the next walk.
                next.pollLast();
                walked = next.last();
                walkedAll = false;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Messages that were taken have been handed out, or were not to be had. */
    void done(List<Place> places) {
        lock.lock();
        try {
            places.forEach(taken::remove);
        } finally {
            lock.unlock();
        }
    }

    /** Messages have been removed for good. */
    void removed(List<Place> places) {
        lock.lock();
        try {
            places.forEach(next::remove);
        } finally {
            lock.unlock();
        }
    }

    /** A commit has hidden a message until then. */
    void hidden(Instant until) {
        lock.lock();
        try {
            if (until.isBefore(nextDue)) {
                nextDue = until;
            }
            if (until.isBefore(settled)) {
                settled = until;
            }
            if (until.isBefore(lowest)) {
                lowest = until;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is worth to ask for what is due. */
    boolean mayHaveDue(Instant now) {
        return !nextDue.isAfter(now) || mayBeStale();
    }

    /** Held by the one who makes visible what is due. */
    ReentrantLock settling() {
        return settling;
    }

    /** What should be visible by now and is not yet, the first due first. */
    List<Due> due(Instant now, int most) {
        lock.lock();
        try {
            forgetIfShared();
            Instant from = now.isBefore(settled) ? Instant.EPOCH : settled;
            lowest = Instant.MAX;
            Instant until = now.plus(AHEAD);
            List<Due> rows;
            try (StoreView view = store.view()) {
                rows = Tables.HIDDEN
                        .scan()
                        .under(out -> out.text(queue))
                        .from(out -> out.text(queue).instant(from))
                        .before(out -> out.text(queue).instant(until))
                        .limit(most)
                        .keys(view);
            }
            List<Due> due =
                    rows.stream().filter(row -> !row.visible().isAfter(now)).toList();
            if (due.isEmpty()) {
                settled = now;
                nextDue = rows.isEmpty() ? until : rows.getFirst().visible();
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    /** What was due has been made visible, up to that time. */
    void settledUntil(Instant time) {
        lock.lock();
        try {
            settled = time.isBefore(lowest) ? time : lowest;
        } finally {
            lock.unlock();
        }
    }
}
