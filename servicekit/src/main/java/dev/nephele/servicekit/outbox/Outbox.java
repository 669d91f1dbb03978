package dev.nephele.servicekit.outbox;

import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.ServiceCalls;
import dev.nephele.model.Operation;
import dev.nephele.model.Structure;
import dev.nephele.storage.Store;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import dev.nephele.storage.timer.Timers;

/**
 * The calls between services that wait to be made.
 *
 * <p>Table: {@code 0302} the letters by channel, lane and number. A lane in which letters wait has one timer, of kind
 * {@code outbox.CHANNEL}, that fires when the first of them is to be delivered.
 */
public final class Outbox {
    static final Rows<Posted.Place, Posted> LETTERS = Table.partition(0x0302, PlaceLayout.KEY, PostedLayout.ROW);

    private final Means means;

    /** What channels work with. */
    record Means(Store store, Clock clock, Ids ids, Timers timers, ServiceCalls calls) {}

    public Outbox(Store store, Clock clock, Ids ids, Timers timers, ServiceCalls calls) {
        means = new Means(store, clock, ids, timers, calls);
    }

    /**
     * Opens a channel, when a cloud is built. Letters of a channel that is not opened wait.
     *
     * @param name tells channels apart, such as {@code sns.sqs}; persistent
     */
    public <I extends Structure, O extends Structure> Channel<I, O> open(
            String name, Operation<I, O> operation, Terms<I, O> terms) {
        return new Channel<>(means, name, operation, terms);
    }
}
