package dev.nephele.services.sqs.message;

import dev.nephele.services.sqs.queue.QueueAttributes;
import dev.nephele.storage.table.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message as it was sent; it does not change.
 *
 * @param id what clients see
 * @param visible when it may first be received
 * @param sender the unique id of who sent it
 * @param group of a FIFO queue, or the one that a standard queue was told
 * @param number the sequence number of a FIFO queue
 * @param trace the value of {@code AWSTraceHeader}
 * @param source the queue it was moved from, if this is its dead-letter queue
 */
@Row
record StoredMessage(
        String id,
        String body,
        Map<String, MessageDigests.Attribute> attributes,
        Instant sent,
        Instant visible,
        String sender,
        Optional<String> group,
        Optional<String> deduplicationId,
        Optional<String> number,
        Optional<String> trace,
        Optional<String> source) {

    /**
     * The same message, moved to a dead-letter queue. In a standard queue it goes on to age; in a FIFO queue its time
     * begins anew, and its deduplication id becomes its own id, so that it is nobody's duplicate (SQS Developer Guide,
     * "Setting-up dead-letter queue retention" and "Learn how to configure a dead-letter queue redrive").
     *
     * @param newNumber the sequence number in a FIFO queue
     */
    StoredMessage moved(Instant now, String from, Optional<String> newNumber) {
        return new StoredMessage(
                id,
                body,
                attributes,
                newNumber.isPresent() ? now : sent,
                now,
                sender,
                group,
                newNumber.isPresent() ? Optional.of(id) : deduplicationId,
                newNumber,
                trace,
                Optional.of(from));
    }

    /** The message group, if the queue is FIFO. */
    Optional<String> fifoGroup() {
        return number.isPresent() ? group : Optional.empty();
    }

    /** Whether it was kept as long as its queue keeps messages. */
    boolean isExpired(QueueAttributes attributes, Instant now) {
        return !sent.plus(attributes.retention()).isAfter(now);
    }
}
