package dev.nephele.services.sqs;

import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RegionTable;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * The tables of SQS. Rows of a queue's messages begin with the id of the queue, so that emptying it is a range.
 */
final class Tables {
    /** A message's place: by microseconds in a standard queue, by number in a FIFO queue. */
    record Place(String queue, long order, String id) {}

    /** When a message can be received next. */
    record Turn(String queue, Instant visible, long order, String id) {
        Place place() {
            return new Place(queue, order, id);
        }
    }

    /**
     * How often a message was received. Absent until the first time.
     *
     * @param visible when it can be received again; says which {@link Turn} there is
     */
    record Delivery(Instant visible, int count, Instant first) {
        static void write(Delivery delivery, RowWriter out) {
            out.instant(delivery.visible).number(delivery.count).instant(delivery.first);
        }

        static Delivery read(RowReader in) {
            return new Delivery(in.instant(), in.smallNumber(), in.instant());
        }
    }

    /** A deduplication id of a queue, in a group if the queue wants it. */
    record Duplicate(String queue, String group, String id) {}

    /** What was answered for a deduplication id, until when. */
    record Sent(Instant until, String messageId, String number) {
        static void write(Sent sent, RowWriter out) {
            out.instant(sent.until).text(sent.messageId).text(sent.number);
        }

        static Sent read(RowReader in) {
            return new Sent(in.instant(), in.text(), in.text());
        }
    }

    static final RegionTable<String, Queue> QUEUES =
            Table.regional(0x1301, KeyCodec.text(), RowCodec.of(1, Queue::write, Queue::read));

    static final Rows<Place, StoredMessage> MESSAGES =
            Table.partition(0x1302, places(), RowCodec.of(1, StoredMessage::write, StoredMessage::read));

    static final Rows<Turn, Boolean> TURNS = Table.partition(
            0x1303,
            KeyCodec.of(
                    (out, key) -> out.text(key.queue)
                            .instant(key.visible)
                            .number(key.order)
                            .text(key.id),
                    in -> new Turn(in.text(), in.instant(), in.number(), in.text())),
            RowCodec.presence());

    static final Rows<Place, Delivery> DELIVERIES =
            Table.partition(0x1304, places(), RowCodec.of(1, Delivery::write, Delivery::read));

    static final Rows<Duplicate, Sent> DUPLICATES = Table.partition(
            0x1305,
            KeyCodec.of(
                    (out, key) -> out.text(key.queue).text(key.group).text(key.id),
                    in -> new Duplicate(in.text(), in.text(), in.text())),
            RowCodec.of(1, Sent::write, Sent::read));

    /** The number of the newest message of a FIFO queue. */
    static final Rows<String, Long> NUMBERS = Table.partition(0x1306, KeyCodec.text(), RowCodec.number());

    private Tables() {}

    private static KeyCodec<Place> places() {
        return KeyCodec.of(
                (out, key) -> out.text(key.queue).number(key.order).text(key.id),
                in -> new Place(in.text(), in.number(), in.text()));
    }

    /** Removes all messages of a queue. */
    static void empty(Transaction transaction, String queue) {
        MESSAGES.scan().under(out -> out.text(queue)).delete(transaction);
        TURNS.scan().under(out -> out.text(queue)).delete(transaction);
        DELIVERIES.scan().under(out -> out.text(queue)).delete(transaction);
    }

    /** Adds a message that may have been received before, in another queue. */
    static void add(Transaction transaction, Place place, StoredMessage message, Optional<Delivery> before) {
        MESSAGES.put(transaction, place, message);
        TURNS.put(transaction, new Turn(place.queue, message.visible(), place.order, place.id), true);
        before.ifPresent(delivery ->
                DELIVERIES.put(transaction, place, new Delivery(message.visible(), delivery.count, delivery.first)));
    }

    /** Removes a message. */
    static void remove(Transaction transaction, Place place, StoredMessage message) {
        Instant visible =
                DELIVERIES.find(transaction, place).map(Delivery::visible).orElse(message.visible());
        TURNS.delete(transaction, new Turn(place.queue, visible, place.order, place.id));
        DELIVERIES.delete(transaction, place);
        MESSAGES.delete(transaction, place);
    }
}
