package dev.nephele.services.sqs.message;

import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.Row;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowKey;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The tables of messages. Rows of a queue's messages begin with the id of the queue, so that emptying it is a range;
 * those of {@link Recent} begin with their time. What
 * must be true between them is kept by {@link Change}; docs/decisions/009 says why they are cut so.
 */
final class Tables {
    /** A message's place: by microseconds in a standard queue, by number in a FIFO queue. */
    @Row
    @RowKey
    record Place(String queue, long order, String id) {
        /** Places of one queue, in the order of their keys. */
        static final Comparator<Place> IN_QUEUE =
                Comparator.comparingLong(Place::order).thenComparing(Place::id);
    }

    /** When a message that cannot be received now becomes visible. */
    @RowKey
    record Due(String queue, Instant visible, long order, String id) {
        static Due of(Place place, Instant visible) {
            return new Due(place.queue, visible, place.order, place.id);
        }

        Place place() {
            return new Place(queue, order, id);
        }
    }

    /**
     * What must be known to make a message visible without reading it.
     *
     * @param delayed whether it was never received
     * @param group of a FIFO queue
     */
    @Row
    record Hidden(boolean delayed, Optional<String> group) {}

    /**
     * How often a message was received. Absent until the first time.
     *
     * @param visible when it can be received again; says which {@link Due} there is, if there is one
     */
    @Row
    record Delivery(Instant visible, int count, Instant first) {
        Delivery until(Instant later) {
            return new Delivery(later, count, first);
        }
    }

    /** A message group of a FIFO queue. */
    @RowKey
    record Group(String queue, String name) {}

    /** The place of a message in its group. */
    @RowKey
    record Member(String queue, String group, long order, String id) {
        static Member of(Place place, String group) {
            return new Member(place.queue, group, place.order, place.id);
        }

        Place place() {
            return new Place(queue, order, id);
        }
    }

    /** One of the rows whose sums are the counts of a queue, so that writers need not share one. */
    @RowKey
    record Shard(String queue, int number) {}

    /**
     * A deduplication id of a queue, in a group if the queue wants it.
     *
     * @param window of {@link Recent}
     */
    @RowKey
    record Duplicate(long window, String queue, String group, String id) {}

    /** What was answered for a deduplication id, until when. */
    @Row
    record Sent(Instant until, String messageId, String number) {}

    /**
     * A {@code ReceiveRequestAttemptId} of a FIFO queue.
     *
     * @param window of {@link Recent}
     */
    @RowKey
    record Attempt(long window, String queue, String id) {}

    /**
     * What an attempt to receive got.
     *
     * @param until when the attempt is forgotten
     * @param visible when its messages become visible, if nobody changes that
     */
    @Row
    record Got(Instant until, Instant visible, List<Place> places) {}

    static final Rows<Place, StoredMessage> MESSAGES =
            Table.partition(0x1302, PlaceLayout.KEY, StoredMessageLayout.ROW);

    /** What can be received now: of a FIFO queue the first message of each group, if that can be. */
    static final Rows<Place, Boolean> VISIBLE = Table.partition(0x1303, PlaceLayout.KEY, RowCodec.presence());

    static final Rows<Place, Delivery> DELIVERIES = Table.partition(0x1304, PlaceLayout.KEY, DeliveryLayout.ROW);

    static final Rows<Duplicate, Sent> DUPLICATES = Table.partition(0x130c, DuplicateLayout.KEY, SentLayout.ROW);

    /** The number of the newest message of a FIFO queue. */
    static final Rows<String, Long> NUMBERS = Table.partition(0x1306, KeyCodec.text(), RowCodec.number());

    static final Rows<Due, Hidden> HIDDEN = Table.partition(0x1307, DueLayout.KEY, HiddenLayout.ROW);

    static final Rows<Member, Boolean> MEMBERS = Table.partition(0x1308, MemberLayout.KEY, RowCodec.presence());

    /** The first message of each group that has any. */
    static final Rows<Group, Place> FIRSTS = Table.partition(0x1309, GroupLayout.KEY, PlaceLayout.ROW);

    static final Rows<Shard, Contents.Counts> COUNTS = Table.partition(0x130a, ShardLayout.KEY, CountsLayout.ROW);

    static final Rows<Attempt, Got> ATTEMPTS = Table.partition(0x130d, AttemptLayout.KEY, GotLayout.ROW);

    private static final List<Rows<?, ?>> OF_MESSAGES =
            List.of(MESSAGES, VISIBLE, DELIVERIES, HIDDEN, MEMBERS, FIRSTS, COUNTS);

    private Tables() {}

    /** Removes all messages of a queue. */
    static void empty(Transaction transaction, String queue) {
        for (Rows<?, ?> rows : OF_MESSAGES) {
            rows.scan().under(out -> out.text(queue)).delete(transaction);
        }
    }
}
