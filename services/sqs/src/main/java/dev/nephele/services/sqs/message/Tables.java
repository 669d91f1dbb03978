package dev.nephele.services.sqs.message;

import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.KeyReader;
import dev.nephele.storage.table.KeyWriter;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
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
    record Place(String queue, long order, String id) {
        /** Places of one queue, in the order of their keys. */
        static final Comparator<Place> IN_QUEUE =
                Comparator.comparingLong(Place::order).thenComparing(Place::id);

        private static void write(KeyWriter out, Place place) {
            out.text(place.queue).number(place.order).text(place.id);
        }

        private static Place read(KeyReader in) {
            return new Place(in.text(), in.number(), in.text());
        }
    }

    /** When a message that cannot be received now becomes visible. */
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
    record Hidden(boolean delayed, Optional<String> group) {
        private static void write(Hidden hidden, RowWriter out) {
            out.flag(hidden.delayed).optionalText(hidden.group);
        }

        private static Hidden read(RowReader in) {
            return new Hidden(in.flag(), in.optionalText());
        }
    }

    /**
     * How often a message was received. Absent until the first time.
     *
     * @param visible when it can be received again; says which {@link Due} there is, if there is one
     */
    record Delivery(Instant visible, int count, Instant first) {
        Delivery until(Instant later) {
            return new Delivery(later, count, first);
        }

        private static void write(Delivery delivery, RowWriter out) {
            out.instant(delivery.visible).number(delivery.count).instant(delivery.first);
        }

        private static Delivery read(RowReader in) {
            return new Delivery(in.instant(), in.smallNumber(), in.instant());
        }
    }

    /** A message group of a FIFO queue. */
    record Group(String queue, String name) {}

    /** The place of a message in its group. */
    record Member(String queue, String group, long order, String id) {
        static Member of(Place place, String group) {
            return new Member(place.queue, group, place.order, place.id);
        }

        Place place() {
            return new Place(queue, order, id);
        }
    }

    /** One of the rows whose sums are the counts of a queue, so that writers need not share one. */
    record Shard(String queue, int number) {}

    /**
     * A deduplication id of a queue, in a group if the queue wants it.
     *
     * @param window of {@link Recent}
     */
    record Duplicate(long window, String queue, String group, String id) {}

    /** What was answered for a deduplication id, until when. */
    record Sent(Instant until, String messageId, String number) {
        private static void write(Sent sent, RowWriter out) {
            out.instant(sent.until).text(sent.messageId).text(sent.number);
        }

        private static Sent read(RowReader in) {
            return new Sent(in.instant(), in.text(), in.text());
        }
    }

    /**
     * A {@code ReceiveRequestAttemptId} of a FIFO queue.
     *
     * @param window of {@link Recent}
     */
    record Attempt(long window, String queue, String id) {}

    /**
     * What an attempt to receive got.
     *
     * @param until when the attempt is forgotten
     * @param visible when its messages become visible, if nobody changes that
     */
    record Got(Instant until, Instant visible, List<Place> places) {
        private static void write(Got got, RowWriter out) {
            out.instant(got.until)
                    .instant(got.visible)
                    .list(
                            got.places,
                            (to, place) ->
                                    to.text(place.queue).number(place.order).text(place.id));
        }

        private static Got read(RowReader in) {
            return new Got(
                    in.instant(), in.instant(), in.list(from -> new Place(from.text(), from.number(), from.text())));
        }
    }

    static final Rows<Place, StoredMessage> MESSAGES =
            Table.partition(0x1302, places(), RowCodec.of(1, StoredMessage::write, StoredMessage::read));

    /** What can be received now: of a FIFO queue the first message of each group, if that can be. */
    static final Rows<Place, Boolean> VISIBLE = Table.partition(0x1303, places(), RowCodec.presence());

    static final Rows<Place, Delivery> DELIVERIES =
            Table.partition(0x1304, places(), RowCodec.of(1, Delivery::write, Delivery::read));

    static final Rows<Duplicate, Sent> DUPLICATES = Table.partition(
            0x130c,
            KeyCodec.of(
                    (out, key) -> out.number(key.window)
                            .text(key.queue)
                            .text(key.group)
                            .text(key.id),
                    in -> new Duplicate(in.number(), in.text(), in.text(), in.text())),
            RowCodec.of(1, Sent::write, Sent::read));

    /** The number of the newest message of a FIFO queue. */
    static final Rows<String, Long> NUMBERS = Table.partition(0x1306, KeyCodec.text(), RowCodec.number());

    static final Rows<Due, Hidden> HIDDEN = Table.partition(
            0x1307,
            KeyCodec.of(
                    (out, key) -> out.text(key.queue)
                            .instant(key.visible)
                            .number(key.order)
                            .text(key.id),
                    in -> new Due(in.text(), in.instant(), in.number(), in.text())),
            RowCodec.of(1, Hidden::write, Hidden::read));

    static final Rows<Member, Boolean> MEMBERS = Table.partition(
            0x1308,
            KeyCodec.of(
                    (out, key) -> out.text(key.queue)
                            .text(key.group)
                            .number(key.order)
                            .text(key.id),
                    in -> new Member(in.text(), in.text(), in.number(), in.text())),
            RowCodec.presence());

    /** The first message of each group that has any. */
    static final Rows<Group, Place> FIRSTS = Table.partition(
            0x1309,
            KeyCodec.of((out, key) -> out.text(key.queue).text(key.name), in -> new Group(in.text(), in.text())),
            RowCodec.of(
                    1,
                    (place, out) -> out.text(place.queue).number(place.order).text(place.id),
                    in -> new Place(in.text(), in.number(), in.text())));

    static final Rows<Shard, Contents.Counts> COUNTS = Table.partition(
            0x130a,
            KeyCodec.of(
                    (out, key) -> out.text(key.queue).smallNumber(key.number),
                    in -> new Shard(in.text(), in.smallNumber())),
            RowCodec.of(1, Contents.Counts::write, Contents.Counts::read));

    static final Rows<Attempt, Got> ATTEMPTS = Table.partition(
            0x130d,
            KeyCodec.of(
                    (out, key) -> out.number(key.window).text(key.queue).text(key.id),
                    in -> new Attempt(in.number(), in.text(), in.text())),
            RowCodec.of(1, Got::write, Got::read));

    private static final List<Rows<?, ?>> OF_MESSAGES =
            List.of(MESSAGES, VISIBLE, DELIVERIES, HIDDEN, MEMBERS, FIRSTS, COUNTS);

    private Tables() {}

    private static KeyCodec<Place> places() {
        return KeyCodec.of(Place::write, Place::read);
    }

    /** Removes all messages of a queue. */
    static void empty(Transaction transaction, String queue) {
        for (Rows<?, ?> rows : OF_MESSAGES) {
            rows.scan().under(out -> out.text(queue)).delete(transaction);
        }
    }
}
