package dev.nephele.services.sqs;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts messages into queues. In a standard queue a message's place is its time and its id, so that senders share no row;
 * in a FIFO queue it is a number that they draw from one row.
 */
final class Sending {
    private static final Duration DEDUPLICATION = Duration.ofMinutes(5);

    /** What numbers of FIFO messages begin with, so that they look like AWS's twenty digits. */
    private static final String NUMBER_PREFIX = "188";

    private final Store store;
    private final Ids ids;
    private final Bell bell;

    Sending(Store store, Ids ids, Bell bell) {
        this.store = store;
        this.ids = ids;
        this.bell = bell;
    }

    /** What the sender is told. */
    record Receipt(String messageId, Optional<String> number) {}

    /** Sends checked drafts, all or none. */
    List<Receipt> send(QueueName name, List<Draft> drafts, Call call) {
        List<String> messageIds = drafts.stream().map(draft -> ids.uuid()).toList();
        String[] queueId = new String[1];
        List<Receipt> receipts = store.transact(call, transaction -> {
            Queue queue = Rules.require(transaction, name);
            queueId[0] = queue.id();
            List<Receipt> done = new ArrayList<>();
            for (int i = 0; i < drafts.size(); i++) {
                done.add(send(transaction, name, queue, drafts.get(i), messageIds.get(i), call));
            }
            return done;
        });
        bell.ring(queueId[0]);
        return receipts;
    }

    private static Receipt send(
            Transaction transaction, QueueName name, Queue queue, Draft draft, String id, Call call) {
        Instant now = call.instant();
        if (!name.fifo()) {
            long order = ChronoUnit.MICROS.between(Instant.EPOCH, now);
            StoredMessage message = message(queue, draft, id, Optional.empty(), Optional.empty(), call);
            Tables.add(transaction, new Tables.Place(queue.id(), order, id), message, Optional.empty());
            return new Receipt(id, Optional.empty());
        }
        String deduplicationId = draft.deduplicationId() != null
                ? draft.deduplicationId()
                : MessageDigests.deduplicationId(draft.body());
        String scope = queue.attributes().deduplicatesByGroup() && draft.group() != null ? draft.group() : "";
        Tables.Duplicate row = new Tables.Duplicate(queue.id(), scope, deduplicationId);
        Optional<Tables.Sent> sent = Tables.DUPLICATES.find(transaction, row);
        if (sent.isPresent() && now.isBefore(sent.get().until())) {
            return new Receipt(sent.get().messageId(), Optional.of(sent.get().number()));
        }
        long order = next(transaction, queue.id());
        String number = number(order);
        StoredMessage message = message(queue, draft, id, Optional.of(deduplicationId), Optional.of(number), call);
        Tables.add(transaction, new Tables.Place(queue.id(), order, id), message, Optional.empty());
        Tables.DUPLICATES.put(transaction, row, new Tables.Sent(now.plus(DEDUPLICATION), id, number));
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
                draft.trace(),
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
