package dev.nephele.services.sqs.message;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Clock;
import dev.nephele.model.ServiceException;
import dev.nephele.model.sqs.*;
import dev.nephele.services.sqs.queue.Problems;
import dev.nephele.services.sqs.queue.Queue;
import dev.nephele.services.sqs.queue.QueueAttributes;
import dev.nephele.services.sqs.queue.QueueName;
import dev.nephele.services.sqs.queue.Rules;
import dev.nephele.storage.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages: sent, received, hidden, deleted; one by one and in batches. */
final class SqsMessages implements Messages {
    private static final int LONGEST_VISIBILITY = 43_200;
    private static final int LONGEST_WAIT = 20;
    private static final int MOST_RECEIVED = 10;

    private final Sending sending;
    private final Receiving receiving;
    private final Changes changes;
    private final Store store;
    private final Clock clock;

    SqsMessages(Sending sending, Receiving receiving, Changes changes, Store store, Clock clock) {
        this.sending = sending;
        this.receiving = receiving;
        this.changes = changes;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public SendMessageResult sendMessage(SendMessageRequest request, Call call) {
        QueueName name = Rules.name(request.queueUrl(), call);
        Draft draft = Draft.of(
                request.messageBody(),
                request.delaySeconds(),
                request.messageAttributes(),
                request.messageSystemAttributes(),
                request.messageDeduplicationId(),
                request.messageGroupId());
        draft.require(queue(name, call).attributes(), name.fifo());
        Sending.Receipt receipt = sending.send(name, List.of(draft), call).getFirst();
        return new SendMessageResult(
                MessageDigests.ofBody(draft.body()),
                MessageDigests.ofAttributes(draft.attributes()),
                MessageDigests.ofAttributes(draft.system()),
                receipt.messageId(),
                receipt.number().orElse(null));
    }

    private Queue queue(QueueName name, Call call) {
        return store.read(call, view -> Rules.require(view, name));
    }

    @Override
    public SendMessageBatchResult sendMessageBatch(SendMessageBatchRequest request, Call call) {
        QueueName name = Rules.name(request.queueUrl(), call);
        List<SendMessageBatchRequestEntry> entries = Batches.some(request.entries(), "SendMessageBatchRequestEntry");
        if (name.fifo() && entries.stream().anyMatch(entry -> entry.messageGroupId() == null)) {
            throw Problems.missing("MessageGroupId");
        }
        Batches.require(entries.stream().map(SendMessageBatchRequestEntry::id).toList());
        QueueAttributes attributes = queue(name, call).attributes();
        List<SendMessageBatchRequestEntry> good = new ArrayList<>();
        List<Draft> drafts = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        int size = 0;
        for (SendMessageBatchRequestEntry entry : entries) {
            try {
                Draft draft = Draft.of(
                        entry.messageBody(),
                        entry.delaySeconds(),
                        entry.messageAttributes(),
                        entry.messageSystemAttributes(),
                        entry.messageDeduplicationId(),
                        entry.messageGroupId());
                size += draft.size();
                draft.require(attributes, name.fifo());
                drafts.add(draft);
                good.add(entry);
            } catch (ServiceException refused) {
                failed.add(Batches.failed(entry.id(), refused));
            }
        }
        Batches.requireSize(size);
        List<Sending.Receipt> receipts = drafts.isEmpty() ? List.of() : sending.send(name, drafts, call);
        List<SendMessageBatchResultEntry> done = new ArrayList<>();
        for (int i = 0; i < good.size(); i++) {
            done.add(told(good.get(i).id(), drafts.get(i), receipts.get(i)));
        }
        return Batches.answer(SendMessageBatchResult.SCHEMA, done, failed, SendMessageBatchResult.class);
    }

    private static SendMessageBatchResultEntry told(String id, Draft draft, Sending.Receipt receipt) {
        return SendMessageBatchResultEntry.builder()
                .id(id)
                .messageId(receipt.messageId())
                .md5OfMessageBody(MessageDigests.ofBody(draft.body()))
                .md5OfMessageAttributes(MessageDigests.ofAttributes(draft.attributes()))
                .md5OfMessageSystemAttributes(MessageDigests.ofAttributes(draft.system()))
                .sequenceNumber(receipt.number().orElse(null))
                .build();
    }

    @Override
    public ReceiveMessageResult receiveMessage(ReceiveMessageRequest request, Call call) {
        int most = request.maxNumberOfMessages() == null ? 1 : request.maxNumberOfMessages();
        if (most < 1 || most > MOST_RECEIVED) {
            throw Problems.invalidValue(
                    most, "MaxNumberOfMessages", "Must be between 1 and " + MOST_RECEIVED + ", if provided.");
        }
        Receiving.Wish wish = new Receiving.Wish(
                Rules.name(request.queueUrl(), call),
                most,
                seconds("VisibilityTimeout", request.visibilityTimeout(), LONGEST_VISIBILITY),
                seconds("WaitTimeSeconds", request.waitTimeSeconds(), LONGEST_WAIT),
                Optional.ofNullable(request.receiveRequestAttemptId()));
        wish.attempt().ifPresent(id -> requireAttempt(id, wish.name()));
        Shown shown = Shown.of(request);
        List<Message> messages =
                receiving.receive(wish, call).stream().map(shown::of).toList();
        return new ReceiveMessageResult(Batches.orNull(messages));
    }

    private static void requireAttempt(String id, QueueName name) {
        Draft.requireId("ReceiveRequestAttemptId", id);
        if (!name.fifo()) {
            throw Problems.invalidValue(
                    id,
                    "ReceiveRequestAttemptId",
                    "The request include parameter that is not valid for this queue type.");
        }
    }

    private static @Nullable Duration seconds(String parameter, @Nullable Integer value, int most) {
        return value == null ? null : Duration.ofSeconds(Problems.between(parameter, value, 0, most));
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request, Call call) {
        delete(Rules.name(request.queueUrl(), call), request.receiptHandle(), call);
        return DeleteMessageResponse.EMPTY;
    }

    private void delete(QueueName name, String handle, Call call) {
        Receipt receipt = Receipt.parse(handle, queue(name, call));
        changes.make(call, change -> {
            StoredMessage message = Tables.MESSAGES.get(change.transaction(), receipt.place());
            if (message == null) {
                return false;
            }
            if (name.fifo()) {
                requireCurrent(Tables.DELIVERIES.find(change.transaction(), receipt.place()), receipt, handle);
            }
            change.remove(receipt.place(), message);
            return true;
        });
    }

    private void requireCurrent(Optional<Tables.Delivery> delivery, Receipt receipt, String handle) {
        boolean current = delivery.filter(found ->
                        found.count() == receipt.count() && found.visible().isAfter(clock.now()))
                .isPresent();
        if (!current) {
            throw Problems.invalidValue(handle, "ReceiptHandle", "The receipt handle has expired.");
        }
    }

    @Override
    public DeleteMessageBatchResult deleteMessageBatch(DeleteMessageBatchRequest request, Call call) {
        QueueName name = Rules.name(request.queueUrl(), call);
        List<DeleteMessageBatchRequestEntry> entries =
                Batches.some(request.entries(), "DeleteMessageBatchRequestEntry");
        Batches.require(entries.stream().map(DeleteMessageBatchRequestEntry::id).toList());
        List<DeleteMessageBatchResultEntry> done = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        queue(name, call);
        for (DeleteMessageBatchRequestEntry entry : entries) {
            try {
                delete(name, entry.receiptHandle(), call);
                done.add(new DeleteMessageBatchResultEntry(entry.id()));
            } catch (ServiceException refused) {
                failed.add(Batches.failed(entry.id(), refused));
            }
        }
        return Batches.answer(DeleteMessageBatchResult.SCHEMA, done, failed, DeleteMessageBatchResult.class);
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request, Call call) {
        hide(Rules.name(request.queueUrl(), call), request.receiptHandle(), request.visibilityTimeout(), call);
        return ChangeMessageVisibilityResponse.EMPTY;
    }

    private void hide(QueueName name, String handle, int seconds, Call call) {
        Problems.between("VisibilityTimeout", seconds, 0, LONGEST_VISIBILITY);
        Receipt receipt = Receipt.parse(handle, queue(name, call));
        changes.make(call, change -> {
            Tables.Delivery delivery = Tables.DELIVERIES
                    .find(change.transaction(), receipt.place())
                    .orElseThrow(() -> Problems.invalidValue(
                            handle,
                            "ReceiptHandle",
                            "Message does not exist or is not available for visibility timeout change."));
            if (name.fifo()) {
                requireCurrent(Optional.of(delivery), receipt, handle);
            }
            Instant now = clock.now();
            change.hideUntil(receipt.place(), delivery, now.plusSeconds(seconds), now);
            return true;
        });
    }

    @Override
    public ChangeMessageVisibilityBatchResult changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest request, Call call) {
        QueueName name = Rules.name(request.queueUrl(), call);
        List<ChangeMessageVisibilityBatchRequestEntry> entries =
                Batches.some(request.entries(), "ChangeMessageVisibilityBatchRequestEntry");
        Batches.require(entries.stream()
                .map(ChangeMessageVisibilityBatchRequestEntry::id)
                .toList());
        List<ChangeMessageVisibilityBatchResultEntry> done = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        queue(name, call);
        for (ChangeMessageVisibilityBatchRequestEntry entry : entries) {
            try {
                hide(
                        name,
                        entry.receiptHandle(),
                        entry.visibilityTimeout() == null ? 0 : entry.visibilityTimeout(),
                        call);
                done.add(new ChangeMessageVisibilityBatchResultEntry(entry.id()));
            } catch (ServiceException refused) {
                failed.add(Batches.failed(entry.id(), refused));
            }
        }
        return Batches.answer(
                ChangeMessageVisibilityBatchResult.SCHEMA, done, failed, ChangeMessageVisibilityBatchResult.class);
    }
}
