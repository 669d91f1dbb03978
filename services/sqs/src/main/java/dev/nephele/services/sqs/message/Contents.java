package dev.nephele.services.sqs.message;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.model.sqs.Messages;
import dev.nephele.services.sqs.queue.Queue;
import dev.nephele.services.sqs.queue.QueueName;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.Row;
import dev.nephele.storage.timer.Timers;

/** What is in queues: the operations of messages, and what the operations of queues need to know of them. */
public final class Contents {
    /** Characters by which processes over one store differ. */
    private static final int PROCESS = 8;

    /** How many messages become visible, or go because they are too old, before the others are counted. */
    private static final int SETTLED = 200_000;

    private final Store store;
    private final Changes changes;
    private final SqsMessages operations;
    private final Retention retention;
    private final Recent recent;

    /** @param mostInFlight how many messages of a queue may be in flight */
    public Contents(Store store, Clock clock, Ids ids, Timers timers, int mostInFlight) {
        Bell bell = new Bell();
        this.store = store;
        this.changes =
                new Changes(store, bell, ids.text(PROCESS, "0123456789abcdef").hashCode(), mostInFlight);
        this.operations = new SqsMessages(
                new Sending(changes, ids), new Receiving(store, clock, bell, changes), changes, store, clock);
        this.retention = new Retention(store, clock, timers, changes);
        this.recent = new Recent(timers, clock);
    }

    /** How many messages there are, or how many more. */
    @Row
    public record Counts(long visible, long hidden, long delayed) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(visible + more.visible, hidden + more.hidden, delayed + more.delayed);
        }
    }

    public Messages operations() {
        return operations;
    }

    /** Counts the messages of a queue, once those are visible that are due and those are gone that are too old. */
    public Counts count(Queue queue, Call call) {
        changes.settle(queue.id(), call.instant(), SETTLED);
        changes.expire(queue.id(), queue.attributes(), call.instant(), SETTLED);
        return store.read(call, view -> Changes.counts(view, queue.id()));
    }

    /** A queue is made: from now on what it holds goes away when it is too old. */
    public void open(Transaction transaction, QueueName name, Queue queue) {
        retention.watch(
                transaction, name, queue.created().plus(queue.attributes().retention()));
        if (name.fifo()) {
            recent.watch(transaction, queue.created());
        }
    }

    /** A queue keeps its messages for another time than before. */
    public void keepAnew(Transaction transaction, QueueName name, Call call) {
        retention.watch(transaction, name, call.instant());
    }

    /** Removes all messages of a queue, and what is remembered of them; {@link #forget} follows the commit. */
    public void empty(Transaction transaction, Queue queue, Call call) {
        Tables.empty(transaction, queue.id());
        Recent.empty(transaction, queue.id(), call.instant());
    }

    /** Removes all messages of a queue that is being deleted; {@link #forget} follows the commit. */
    public void remove(Transaction transaction, QueueName name, Queue queue, Call call) {
        empty(transaction, queue, call);
        Tables.NUMBERS.delete(transaction, queue.id());
        retention.leave(transaction, name);
    }

    /** The queue is empty or gone. */
    public void forget(Queue queue) {
        changes.forget(queue.id());
    }
}
