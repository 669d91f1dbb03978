package dev.nephele.services.sqs.message;

import dev.nephele.kernel.Clock;
import dev.nephele.services.sqs.queue.Queue;
import dev.nephele.services.sqs.queue.QueueName;
import dev.nephele.services.sqs.queue.Rules;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.timer.Timer;
import dev.nephele.storage.timer.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Frees the messages of queues that nobody reads, once they are too old. Each queue has a timer, which fires when its
 * oldest message has been kept as long as the queue keeps messages, or every hour if that is sooner; it removes what is
 * too old and sets itself anew. A message that comes meanwhile is not too old before that, so sending sets no timer, and
 * a queue costs one look an hour, however much is in it.
 *
 * <p>What is hidden is freed when it has become visible. Nobody receives or counts a message that is too old, whether it
 * is freed yet or not.
 */
final class Retention {
    private static final String KIND = "sqs.retention";

    /** How many messages one firing removes, in several transactions. */
    private static final int STEP = 10_000;

    private static final Duration NEXT_STEP = Duration.ofSeconds(1);
    private static final Duration SOONEST = Duration.ofMinutes(1);
    private static final Duration LATEST = Duration.ofHours(1);

    private final Store store;
    private final Clock clock;
    private final Timers timers;
    private final Changes changes;

    Retention(Store store, Clock clock, Timers timers, Changes changes) {
        this.store = store;
        this.clock = clock;
        this.timers = timers;
        this.changes = changes;
        timers.handle(KIND, this::free);
    }

    /** A queue was made, or keeps messages for another time than before. */
    void watch(Transaction transaction, QueueName name, Instant due) {
        timers.set(transaction, Timer.once(KIND, name.arn().toString(), due));
    }

    /** A queue is deleted. */
    void leave(Transaction transaction, QueueName name) {
        timers.cancel(transaction, KIND, name.arn().toString());
    }

    private void free(Timer timer) {
        QueueName name = QueueName.ofArn(timer.id()).orElseThrow();
        Optional<Queue> queue;
        try (StoreView view = store.view()) {
            queue = Rules.find(view, name);
        }
        if (queue.isEmpty()) {
            return;
        }
        Instant now = clock.now();
        changes.settle(queue.get().id(), now, STEP);
        int freed = changes.expire(queue.get().id(), queue.get().attributes(), now, STEP);
        Instant next = freed < STEP ? next(queue.get(), now) : now.plus(NEXT_STEP);
        store.update(transaction -> {
            if (Rules.find(transaction, name).isPresent()) {
                watch(transaction, name, next);
            }
        });
    }

    private Instant next(Queue queue, Instant now) {
        StoredMessage oldest = oldest(queue.id());
        Instant sent = oldest == null ? now : oldest.sent();
        Instant due = sent.plus(queue.attributes().retention());
        Instant soonest = now.plus(SOONEST);
        Instant latest = now.plus(LATEST);
        return due.isBefore(soonest) ? soonest : due.isAfter(latest) ? latest : due;
    }

    private @Nullable StoredMessage oldest(String queue) {
        try (StoreView view = store.view()) {
            return Tables.MESSAGES.scan().under(out -> out.text(queue)).first(view);
        }
    }
}
