package dev.nephele.services.sqs;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.View;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages out. A receiver looks for candidates in a view and claims them in a transaction that reads only their
 * rows; receivers of one queue take turns inside the process, so that they do not run into each other's claims. A message
 * that was received too often goes to the dead-letter queue, one that is too old goes away, in the same transaction.
 */
final class Receiving {
    private static final int STRIPES = 64;

    /** How many messages of a FIFO queue are looked at (SQS Developer Guide, FIFO queue quotas: 120,000 in flight). */
    private static final int LOOKED_AT = 120_000;

    private final Store store;
    private final Clock clock;
    private final Bell bell;
    private final ReentrantLock[] turns = new ReentrantLock[STRIPES];

    Receiving(Store store, Clock clock, Bell bell) {
        this.store = store;
        this.clock = clock;
        this.bell = bell;
        for (int i = 0; i < STRIPES; i++) {
            turns[i] = new ReentrantLock(true);
        }
    }

    /** What is asked for. {@code visibility} is null for the queue's. */
    record Wish(
            QueueName name,
            int most,
            @Nullable Duration visibility,
            @Nullable Duration patience) {}

    /** A message and the state of this delivery. */
    record Received(Tables.Place place, StoredMessage message, Tables.Delivery delivery) {}

    /** Waits until there is something, as long as asked for or as the queue says. */
    List<Received> receive(Wish wish, Call call) {
        Queue queue = store.read(call, view -> Rules.require(view, wish.name()));
        long wait = (wish.patience() == null ? queue.attributes().patience() : wish.patience()).toNanos();
        if (wait == 0) {
            return attempt(wish, call);
        }
        long end = System.nanoTime() + wait;
        while (true) {
            try (Bell.Listener listener = bell.listen(queue.id())) {
                List<Received> found = attempt(wish, call);
                long left = end - System.nanoTime();
                if (!found.isEmpty() || left <= 0 || !listener.await(Duration.ofNanos(left))) {
                    return found;
                }
            }
        }
    }

    private List<Received> attempt(Wish wish, Call call) {
        Instant now = clock.now();
        ReentrantLock turn = turns[Math.floorMod(wish.name().hashCode(), STRIPES)];
        turn.lock();
        try {
            List<Tables.Place> candidates = store.read(call, view -> {
                Queue queue = Rules.require(view, wish.name());
                return wish.name().fifo()
                        ? fifoCandidates(view, queue, wish.most(), now)
                        : candidates(view, queue, wish.most(), now);
            });
            return candidates.isEmpty()
                    ? List.of()
                    : store.transact(call, transaction -> claim(transaction, wish, candidates, now));
        } finally {
            turn.unlock();
        }
    }

    private static List<Tables.Place> candidates(View view, Queue queue, int most, Instant now) {
        return Tables.TURNS
                .scan()
                .under(out -> out.text(queue.id()))
                .before(out -> out.text(queue.id()).instant(now.plus(1, ChronoUnit.MICROS)))
                .limit(most)
                .list(view, (turn, present) -> turn.place());
    }

    /** In order, without groups of which an earlier message cannot be received now. */
    private static List<Tables.Place> fifoCandidates(View view, Queue queue, int most, Instant now) {
        List<Tables.Place> found = new ArrayList<>();
        Set<String> blocked = new HashSet<>();
        Tables.MESSAGES
                .scan()
                .under(out -> out.text(queue.id()))
                .limit(LOOKED_AT)
                .each(view, (place, message) -> {
                    String group = message.group().orElse("");
                    if (!blocked.contains(group)) {
                        Instant visible = Tables.DELIVERIES
                                .find(view, place)
                                .map(Tables.Delivery::visible)
                                .orElse(message.visible());
                        if (visible.isAfter(now)) {
                            blocked.add(group);
                        } else {
                            found.add(place);
                        }
                    }
                    return found.size() < most;
                });
        return found;
    }

    private static List<Received> claim(
            Transaction transaction, Wish wish, List<Tables.Place> candidates, Instant now) {
        Queue queue = Rules.require(transaction, wish.name());
        Duration visibility = wish.visibility() == null ? queue.attributes().visibilityTimeout() : wish.visibility();
        Optional<RedrivePolicy> redrive = queue.attributes().redrive();
        List<Received> claimed = new ArrayList<>();
        // Another node may have taken an earlier message of a group since the candidates were looked for.
        Set<String> blocked = new HashSet<>();
        for (Tables.Place place : candidates) {
            StoredMessage message = Tables.MESSAGES.get(transaction, place);
            if (message == null || message.group().filter(blocked::contains).isPresent()) {
                continue;
            }
            Optional<Tables.Delivery> before = Tables.DELIVERIES.find(transaction, place);
            Instant visible = before.map(Tables.Delivery::visible).orElse(message.visible());
            if (visible.isAfter(now)) {
                if (wish.name().fifo()) {
                    message.group().ifPresent(blocked::add);
                }
                continue;
            }
            int count = before.map(Tables.Delivery::count).orElse(0);
            if (!message.sent().plus(queue.attributes().retention()).isAfter(now)) {
                Tables.remove(transaction, place, message);
            } else if (redrive.isPresent() && count >= redrive.get().maxReceiveCount()) {
                bury(transaction, wish.name(), place, message, redrive.get(), now);
            } else {
                Tables.Delivery delivery = new Tables.Delivery(
                        now.plus(visibility),
                        count + 1,
                        before.map(Tables.Delivery::first).orElse(now));
                move(transaction, place, visible, delivery);
                claimed.add(new Received(place, message, delivery));
            }
        }
        return claimed;
    }

    /** Makes a message receivable at another time. */
    static void move(Transaction transaction, Tables.Place place, Instant from, Tables.Delivery delivery) {
        Tables.TURNS.delete(transaction, new Tables.Turn(place.queue(), from, place.order(), place.id()));
        Tables.TURNS.put(
                transaction, new Tables.Turn(place.queue(), delivery.visible(), place.order(), place.id()), true);
        Tables.DELIVERIES.put(transaction, place, delivery);
    }

    /** Moves a message to the dead-letter queue; where that is gone, the message stays to be received again. */
    private static void bury(
            Transaction transaction,
            QueueName from,
            Tables.Place place,
            StoredMessage message,
            RedrivePolicy redrive,
            Instant now) {
        Optional<Queue> target = redrive.queue().flatMap(name -> Rules.find(transaction, name));
        if (target.isEmpty()) {
            return;
        }
        Optional<Tables.Delivery> delivery = Tables.DELIVERIES.find(transaction, place);
        Tables.remove(transaction, place, message);
        boolean fifo = message.number().isPresent();
        long order =
                fifo ? Sending.next(transaction, target.get().id()) : ChronoUnit.MICROS.between(Instant.EPOCH, now);
        Optional<String> number = fifo ? Optional.of(Sending.number(order)) : Optional.empty();
        Tables.add(
                transaction,
                new Tables.Place(target.get().id(), order, message.id()),
                message.moved(now, from.arn().toString(), number),
                delivery);
    }
}
