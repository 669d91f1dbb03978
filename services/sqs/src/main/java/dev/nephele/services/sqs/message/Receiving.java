package dev.nephele.services.sqs.message;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Clock;
import dev.nephele.model.sqs.OverLimit;
import dev.nephele.services.sqs.message.Tables.Delivery;
import dev.nephele.services.sqs.message.Tables.Place;
import dev.nephele.services.sqs.queue.Queue;
import dev.nephele.services.sqs.queue.QueueName;
import dev.nephele.services.sqs.queue.RedrivePolicy;
import dev.nephele.services.sqs.queue.Rules;
import dev.nephele.storage.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages out. A receiver takes candidates from the {@link Head} of the queue, no two the same, and claims them in
 * a transaction that reads only their rows; so receivers do not run into each other's claims. A message that was
 * received too often goes to the dead-letter queue, one that is too old goes away, in the same transaction.
 */
final class Receiving {
    /** How many messages become visible before a receiver looks for its own. */
    private static final int SETTLED = 1_000;

    private final Store store;
    private final Clock clock;
    private final Bell bell;
    private final Changes changes;

    Receiving(Store store, Clock clock, Bell bell, Changes changes) {
        this.store = store;
        this.clock = clock;
        this.bell = bell;
        this.changes = changes;
    }

    /**
     * What is asked for.
     *
     * @param visibility null for the queue's
     * @param patience null for the queue's
     * @param attempt the attempt that this may be the repetition of, in a FIFO queue
     */
    record Wish(
            QueueName name,
            int most,
            @Nullable Duration visibility,
            @Nullable Duration patience,
            Optional<String> attempt) {
        Wish atMost(int fewer) {
            return new Wish(name, fewer, visibility, patience, attempt);
        }
    }

    /** A message and the state of this delivery. */
    record Received(Place place, StoredMessage message, Delivery delivery) {}

    /** Waits until there is something, as long as asked for or as the queue says, or until the client has gone. */
    List<Received> receive(Wish wish, Call call) {
        Queue queue = store.read(call, view -> Rules.require(view, wish.name()));
        if (wish.attempt().isPresent()) {
            List<Received> again = again(queue, wish, wish.attempt().get(), call);
            if (!again.isEmpty()) {
                return again;
            }
        }
        long wait = (wish.patience() == null ? queue.attributes().patience() : wish.patience()).toNanos();
        if (wait == 0) {
            return attempt(queue.id(), wish, call).orElseGet(() -> overLimit(wish));
        }
        long end = System.nanoTime() + wait;
        while (true) {
            try (Bell.Listener listener = bell.listen(queue.id())) {
                if (call.isClientGone()) {
                    return List.of();
                }
                List<Received> found = attempt(queue.id(), wish, call).orElse(List.of());
                long left = end - System.nanoTime();
                if (!found.isEmpty() || left <= 0 || !listener.await(Duration.ofNanos(left))) {
                    return found;
                }
            }
        }
    }

    /** What an earlier attempt of the same id got, hidden anew; nothing if one of its messages has changed since. */
    private List<Received> again(Queue queue, Wish wish, String attempt, Call call) {
        Instant now = clock.now();
        return changes.make(call, change -> {
            for (long window : Recent.windows(now)) {
                Tables.Attempt key = new Tables.Attempt(window, queue.id(), attempt);
                Tables.Got got = Tables.ATTEMPTS.get(change.transaction(), key);
                if (got != null && now.isBefore(got.until())) {
                    return again(change, queue, wish, key, got, now);
                }
            }
            return List.of();
        });
    }

    private static List<Received> again(
            Change change, Queue queue, Wish wish, Tables.Attempt key, Tables.Got got, Instant now) {
        List<Received> same = new ArrayList<>();
        for (Place place : got.places()) {
            StoredMessage message = Tables.MESSAGES.get(change.transaction(), place);
            Delivery delivery = Tables.DELIVERIES.get(change.transaction(), place);
            if (message == null
                    || delivery == null
                    || !delivery.visible().equals(got.visible())
                    || !delivery.visible().isAfter(now)) {
                return List.of();
            }
            same.add(new Received(place, message, delivery));
        }
        Instant visible = now.plus(visibility(queue, wish));
        for (Received each : same) {
            change.hideUntil(each.place(), each.delivery(), visible, now);
        }
        Tables.ATTEMPTS.put(change.transaction(), key, new Tables.Got(got.until(), visible, got.places()));
        return same;
    }

    private static Duration visibility(Queue queue, Wish wish) {
        return wish.visibility() == null ? queue.attributes().visibilityTimeout() : wish.visibility();
    }

    /**
     * Whoever does not wait is refused if too many messages of a standard queue are in flight; a long poll and a receiver
     * of a FIFO queue get no error (SQS Developer Guide, "Amazon SQS standard queue quotas", "Amazon SQS FIFO queue
     * quotas"). The text was printed in an answer of 2014-01-12.
     */
    private static List<Received> overLimit(Wish wish) {
        if (wish.name().fifo()) {
            return List.of();
        }
        throw new OverLimit("Too many messages have been received without being deleted. Please delete your received"
                + " messages or let them timeout before receiving more.");
    }

    /** One look; empty if no more messages may be in flight. */
    private Optional<List<Received>> attempt(String queue, Wish wish, Call call) {
        Instant now = clock.now();
        changes.settle(queue, now, SETTLED);
        RoomInFlight room = changes.head(queue).room();
        int most = room.reserve(wish.most());
        int used = 0;
        try {
            if (most == 0) {
                return Optional.empty();
            }
            List<Received> found = find(queue, wish.atMost(most), now, call);
            used = found.size();
            return Optional.of(found);
        } finally {
            room.release(most, used);
        }
    }

    /** Ends when something was found or nothing is left. */
    private List<Received> find(String queue, Wish wish, Instant now, Call call) {
        while (true) {
            List<Place> taken = changes.head(queue).take(wish.most());
            if (taken.isEmpty()) {
                return List.of();
            }
            Claim claim = null;
            try {
                claim = changes.make(call, change -> new Claim(change, wish, now).claim(taken));
            } finally {
                List<Place> left = claim == null ? taken : claim.left();
                changes.head(queue).done(taken);
                changes.giveBack(queue, left);
            }
            if (!claim.claimed().isEmpty()) {
                return claim.claimed();
            }
        }
    }

    /** The messages that one transaction hands out. */
    private static final class Claim {
        private final Change change;
        private final Wish wish;
        private final Instant now;
        private final Queue queue;
        private final Optional<RedrivePolicy> redrive;
        private final List<Received> claimed = new ArrayList<>();
        private final List<Place> left = new ArrayList<>();

        Claim(Change change, Wish wish, Instant now) {
            this.change = change;
            this.wish = wish;
            this.now = now;
            this.queue = Rules.require(change.transaction(), wish.name());
            this.redrive = queue.attributes().redrive();
        }

        List<Received> claimed() {
            return claimed;
        }

        /** What was offered and not looked at. */
        List<Place> left() {
            return left;
        }

        Claim claim(List<Place> offered) {
            for (Place place : offered) {
                if (claimed.size() == wish.most()) {
                    left.add(place);
                } else if (place.queue().equals(queue.id()) && Tables.VISIBLE.exists(change.transaction(), place)) {
                    StoredMessage message = message(place);
                    if (message.fifoGroup().isPresent()) {
                        claimGroup(place, message.fifoGroup().get());
                    } else {
                        claim(place, message);
                    }
                }
            }
            if (wish.attempt().isPresent() && !claimed.isEmpty()) {
                Tables.ATTEMPTS.put(
                        change.transaction(),
                        new Tables.Attempt(
                                Recent.window(now), queue.id(), wish.attempt().get()),
                        new Tables.Got(
                                now.plus(Recent.TIME),
                                now.plus(visibility(queue, wish)),
                                claimed.stream().map(Received::place).toList()));
            }
            return this;
        }

        private StoredMessage message(Place place) {
            StoredMessage message = Tables.MESSAGES.get(change.transaction(), place);
            if (message == null) {
                throw new IllegalStateException("the index names a message that is not there: " + place);
            }
            return message;
        }

        /** As many of a group as are wanted, in order, up to the first that cannot be received. */
        private void claimGroup(Place first, String group) {
            List<Place> members = Tables.MEMBERS
                    .scan()
                    .under(out -> out.text(queue.id()).text(group))
                    .from(out -> out.text(queue.id()).text(group).number(first.order()))
                    .limit(wish.most() - claimed.size())
                    .list(change.transaction(), (member, present) -> member.place());
            for (Place place : members) {
                if (!Change.isVisible(change.transaction(), place)) {
                    return;
                }
                claim(place, message(place));
            }
        }

        private void claim(Place place, StoredMessage message) {
            Optional<Delivery> before = Tables.DELIVERIES.find(change.transaction(), place);
            int count = before.map(Delivery::count).orElse(0);
            if (message.isExpired(queue.attributes(), now)) {
                change.remove(place, message);
            } else if (redrive.isEmpty()
                    || count < redrive.get().maxReceiveCount()
                    || !bury(place, message, redrive.get(), before)) {
                Delivery delivery = new Delivery(
                        now.plus(visibility(queue, wish)),
                        count + 1,
                        before.map(Delivery::first).orElse(now));
                change.deliver(place, message, delivery, now);
                claimed.add(new Received(place, message, delivery));
            }
        }

        /** Moves a message to the dead-letter queue. False where that is gone: then it is received as ever. */
        private boolean bury(Place place, StoredMessage message, RedrivePolicy policy, Optional<Delivery> before) {
            Optional<Queue> target = policy.queue().flatMap(name -> Rules.find(change.transaction(), name));
            if (target.isEmpty()) {
                return false;
            }
            String to = target.get().id();
            change.remove(place, message);
            boolean fifo = message.number().isPresent();
            long order = fifo ? Sending.next(change.transaction(), to) : place.order();
            Optional<String> number = fifo ? Optional.of(Sending.number(order)) : Optional.empty();
            change.add(
                    new Place(to, order, message.id()),
                    message.moved(now, wish.name().arn().toString(), number),
                    before,
                    now);
            return true;
        }
    }
}
