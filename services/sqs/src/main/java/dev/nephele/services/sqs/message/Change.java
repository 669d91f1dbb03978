package dev.nephele.services.sqs.message;

import dev.nephele.kernel.View;
import dev.nephele.services.sqs.message.Contents.Counts;
import dev.nephele.services.sqs.message.Tables.Delivery;
import dev.nephele.services.sqs.message.Tables.Due;
import dev.nephele.services.sqs.message.Tables.Group;
import dev.nephele.services.sqs.message.Tables.Hidden;
import dev.nephele.services.sqs.message.Tables.Member;
import dev.nephele.services.sqs.message.Tables.Place;
import dev.nephele.storage.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction does to messages: it keeps their rows, the indexes and the counts in step, and notes what became
 * visible and what was hidden, so that it can be told once it is committed.
 *
 * <p>A message is hidden exactly while it has a row in {@code HIDDEN}, else it is visible. A visible message of a
 * standard queue has a row in {@code VISIBLE}; of a FIFO queue it has one if it is also the first of its group. So a
 * group of which the first message is in flight has none, and nothing of it can be found.
 */
final class Change {
    private final Transaction transaction;
    private final int shard;
    private final Map<String, Counts> counts = new HashMap<>();
    private final List<Place> shown = new ArrayList<>();
    private final List<Due> hidden = new ArrayList<>();

    /** @param shard the row of the counts that no other transaction of this process changes meanwhile */
    Change(Transaction transaction, int shard) {
        this.transaction = transaction;
        this.shard = shard;
    }

    Transaction transaction() {
        return transaction;
    }

    /** What can be received now and could not be before. */
    List<Place> shown() {
        return shown;
    }

    /** What becomes visible later. */
    List<Due> hidden() {
        return hidden;
    }

    /**
     * Adds a message.
     *
     * @param before if it was received before, in another queue
     */
    void add(Place place, StoredMessage message, Optional<Delivery> before, Instant now) {
        Tables.MESSAGES.put(transaction, place, message);
        before.ifPresent(delivery -> Tables.DELIVERIES.put(transaction, place, delivery.until(message.visible())));
        Optional<String> group = message.fifoGroup();
        boolean first = group.isEmpty() || join(place, group.get());
        if (message.visible().isAfter(now)) {
            count(place, 0, 0, 1);
            hide(Due.of(place, message.visible()), new Hidden(true, group));
        } else {
            count(place, 1, 0, 0);
            if (first) {
                show(place);
            }
        }
    }

    /** Puts a message into its group; answers whether it is the first. */
    private boolean join(Place place, String group) {
        Tables.MEMBERS.put(transaction, Member.of(place, group), true);
        return Tables.FIRSTS.insert(transaction, new Group(place.queue(), group), place);
    }

    /** Hands a visible message out: hides it until the delivery says. */
    void deliver(Place place, StoredMessage message, Delivery delivery, Instant now) {
        Tables.DELIVERIES.put(transaction, place, delivery);
        if (!delivery.visible().isAfter(now)) {
            // Told again, for whoever has taken it was told that it is his.
            if (Tables.VISIBLE.exists(transaction, place)) {
                shown.add(place);
            }
            return;
        }
        leaveIndex(place, message);
        count(place, -1, 1, 0);
        hide(Due.of(place, delivery.visible()), new Hidden(false, message.fifoGroup()));
    }

    /**
     * Changes until when a message that was handed out is hidden; of a standard queue also one that is visible again.
     *
     * @param delivery as it is
     */
    void hideUntil(Place place, Delivery delivery, Instant visible, Instant now) {
        Due due = Due.of(place, delivery.visible());
        Hidden row = Tables.HIDDEN.get(transaction, due);
        Tables.DELIVERIES.put(transaction, place, delivery.until(visible));
        if (row == null && visible.isAfter(now)) {
            Tables.VISIBLE.delete(transaction, place);
            count(place, -1, 1, 0);
            hide(Due.of(place, visible), new Hidden(false, Optional.empty()));
        } else if (row != null && visible.isAfter(now)) {
            Tables.HIDDEN.delete(transaction, due);
            hide(Due.of(place, visible), row);
        } else if (row != null) {
            show(due);
        }
    }

    /** Makes a hidden message visible, if it is still hidden. */
    void show(Due due) {
        Hidden row = Tables.HIDDEN.get(transaction, due);
        if (row == null) {
            return;
        }
        Place place = due.place();
        Tables.HIDDEN.delete(transaction, due);
        count(place, 1, row.delayed() ? 0 : -1, row.delayed() ? -1 : 0);
        if (row.group().isEmpty() || isFirst(place, row.group().get())) {
            show(place);
        }
    }

    private boolean isFirst(Place place, String group) {
        return place.equals(first(place.queue(), Optional.of(group)));
    }

    /** The first message of a group; null of one that is empty, and of none. */
    @Nullable
    Place first(String queue, Optional<String> group) {
        return group.isEmpty() ? null : Tables.FIRSTS.get(transaction, new Group(queue, group.get()));
    }

    /** Removes a message; the next of its group becomes the first. */
    void remove(Place place, StoredMessage message) {
        Due due = due(transaction, place, message);
        Hidden row = due == null ? null : Tables.HIDDEN.get(transaction, due);
        if (due == null || row == null) {
            leaveIndex(place, message);
            count(place, -1, 0, 0);
        } else {
            Tables.HIDDEN.delete(transaction, due);
            count(place, 0, row.delayed() ? 0 : -1, row.delayed() ? -1 : 0);
        }
        Tables.DELIVERIES.delete(transaction, place);
        Tables.MESSAGES.delete(transaction, place);
        message.fifoGroup().ifPresent(group -> leave(place, group));
    }

    private void leaveIndex(Place place, StoredMessage message) {
        if (message.fifoGroup().isEmpty() || Tables.VISIBLE.exists(transaction, place)) {
            Tables.VISIBLE.delete(transaction, place);
        }
    }

    private void leave(Place place, String group) {
        Member member = Member.of(place, group);
        Tables.MEMBERS.delete(transaction, member);
        if (!isFirst(place, group)) {
            return;
        }
        Group key = new Group(place.queue(), group);
        Member next = Tables.MEMBERS
                .scan()
                .under(out -> out.text(place.queue()).text(group))
                .after(member)
                .firstKey(transaction);
        if (next == null) {
            Tables.FIRSTS.delete(transaction, key);
            return;
        }
        Tables.FIRSTS.put(transaction, key, next.place());
        if (isVisible(transaction, next.place())) {
            show(next.place());
        }
    }

    /** Whether a message is there and can be received, as far as itself goes. */
    static boolean isVisible(View view, Place place) {
        StoredMessage message = Tables.MESSAGES.get(view, place);
        if (message == null) {
            return false;
        }
        Due due = due(view, place, message);
        return due == null || !Tables.HIDDEN.exists(view, due);
    }

    /** The key that a message has if it is hidden; null if it was never hidden. */
    private static @Nullable Due due(View view, Place place, StoredMessage message) {
        Delivery delivery = Tables.DELIVERIES.get(view, place);
        if (delivery != null) {
            return Due.of(place, delivery.visible());
        }
        return message.visible().isAfter(message.sent()) ? Due.of(place, message.visible()) : null;
    }

    private void show(Place place) {
        Tables.VISIBLE.put(transaction, place, true);
        shown.add(place);
    }

    private void hide(Due due, Hidden row) {
        Tables.HIDDEN.put(transaction, due, row);
        hidden.add(due);
    }

    private void count(Place place, int visible, int inFlight, int delayed) {
        counts.merge(place.queue(), new Counts(visible, inFlight, delayed), Counts::plus);
    }

    /** Writes the counts: the last thing a transaction does. */
    void writeCounts() {
        counts.forEach((queue, more) -> {
            if (!more.equals(Counts.NONE)) {
                Tables.Shard row = new Tables.Shard(queue, shard);
                Counts before = Tables.COUNTS.find(transaction, row).orElse(Counts.NONE);
                Tables.COUNTS.put(transaction, row, before.plus(more));
            }
        });
    }
}
