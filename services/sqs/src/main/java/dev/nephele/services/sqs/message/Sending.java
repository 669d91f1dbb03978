package dev.nephele.services.sqs.message;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.services.sqs.queue.Queue;
import dev.nephele.services.sqs.queue.QueueName;
import dev.nephele.services.sqs.queue.Rules;
import dev.nephele.storage.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts messages into queues. In a standard queue a message's place is its time and its id, so that senders share no row;
 * in a FIFO queue it is a number that they draw from one row.
 */
final class Sending {
    /** How far places may run ahead of the clock, in microseconds. */
    private static final long LAG = 1_000_000;

    /** What numbers of FIFO messages begin with, so that they look like AWS's twenty digits. */
    private static final String NUMBER_PREFIX = "188";

    private final Changes changes;
    private final Ids ids;
    private final AtomicLong last = new AtomicLong();

    Sending(Changes changes, Ids ids) {
        this.changes = changes;
        this.ids = ids;
    }

    /** What the sender is told. */
    record Receipt(String messageId, Optional<String> number) {}

    /** Sends checked drafts, all or none. */
    List<Receipt> send(QueueName name, List<Draft> drafts, Call call) {
        List<String> messageIds = drafts.stream().map(draft -> ids.uuid()).toList();
        long first = first(call.instant(), drafts.size());
        return changes.make(call, change -> {
            Queue queue = Rules.require(change.transaction(), name);
            List<Receipt> done = new ArrayList<>();
            for (int i = 0; i < drafts.size(); i++) {
                String id = messageIds.get(i);
                done.add(
                        name.fifo()
                                ? sendOnce(change, queue, drafts.get(i), id, call)
                                : send(
                                        change,
                                        queue,
                                        drafts.get(i),
                                        new Tables.Place(queue.id(), first + i, id),
                                        call));
            }
            return done;
        });
    }

    /** The place of the first of so many messages: later than those of the calls before, unless the clock was put back. */
    private long first(Instant now, int many) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        long end =
                last.updateAndGet(before -> (before >= micros && before < micros + LAG ? before : micros - 1) + many);
        return end - many + 1;
    }

    private static Receipt send(Change change, Queue queue, Draft draft, Tables.Place place, Call call) {
        StoredMessage message = message(queue, draft, place.id(), Optional.empty(), Optional.empty(), call);
        change.add(place, message, Optional.empty(), call.instant());
        return new Receipt(place.id(), Optional.empty());
    }

    private static Receipt sendOnce(Change change, Queue queue, Draft draft, String id, Call call) {
        Transaction transaction = change.transaction();
        Instant now = call.instant();
        String deduplicationId = draft.deduplicationId() != null
                ? draft.deduplicationId()
                : MessageDigests.deduplicationId(draft.body());
        String scope = queue.attributes().deduplicatesByGroup() && draft.group() != null ? draft.group() : "";
        for (long window : Recent.windows(now)) {
            Tables.Duplicate row = new Tables.Duplicate(window, queue.id(), scope, deduplicationId);
            Tables.Sent sent = Tables.DUPLICATES.get(transaction, row);
            if (sent != null && now.isBefore(sent.until())) {
                return new Receipt(sent.messageId(), Optional.of(sent.number()));
            }
        }
        long order = next(transaction, queue.id());
        String number = number(order);
        StoredMessage message = message(queue, draft, id, Optional.of(deduplicationId), Optional.of(number), call);
        change.add(new Tables.Place(queue.id(), order, id), message, Optional.empty(), now);
        Tables.DUPLICATES.put(
                transaction,
                new Tables.Duplicate(Recent.window(now), queue.id(), scope, deduplicationId),
                new Tables.Sent(now.plus(Recent.TIME), id, number));
        return new Receipt(id, Optional.of(number));
    }

    private static StoredMessage message(
            Queue queue, Draft draft, String id, Optional<String> deduplicationId, Optional<String> number, Call call) {
        Duration delay = draft.delay() == null || (number.isPresent() && draft.delay() == 0)
                ? queue.attributes().delay()
                : Duration.ofSeconds(draft.delay());
        return new StoredMessage(
                id,
                draft.body(),
                draft.attributes(),
                call.instant(),
                call.instant().plus(delay),
                call.caller().principal().userId(),
                Optional.ofNullable(draft.group()),
                deduplicationId,
                number,
                draft.trace().or(() -> call.origin().trace()),
                Optional.empty());
    }

    /** Draws the next number of a FIFO queue. */
    static long next(Transaction transaction, String queue) {
        long number = Tables.NUMBERS.find(transaction, queue).orElse(0L) + 1;
        Tables.NUMBERS.put(transaction, queue, number);
        return number;
    }

    /** A number as clients see it: twenty digits that sort as numbers do. */
    static String number(long order) {
        String digits = Long.toString(order);
        return NUMBER_PREFIX + "0".repeat(17 - digits.length()) + digits;
    }
}
