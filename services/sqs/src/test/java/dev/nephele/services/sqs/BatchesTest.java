package dev.nephele.services.sqs;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.sqs.*;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Up to ten messages in one request, each with an answer of its own. */
class BatchesTest {
    @AutoClose
    private final SqsCloud cloud = new SqsCloud();

    private final String queue = cloud.queue("q");

    private SendMessageBatchResult send(SendMessageBatchRequestEntry... entries) {
        return cloud.root()
                .call(SqsOperations.SEND_MESSAGE_BATCH, new SendMessageBatchRequest(queue, Arrays.asList(entries)));
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    @Test
    void sendInOrder() {
        SendMessageBatchResult answer = send(entry("x", "m0"), entry("y", "m1"), entry("z", "m2"));
        assertThat(answer.successful())
                .extracting(SendMessageBatchResultEntry::id)
                .containsExactly("x", "y", "z");
        assertThat(answer.failed()).as("an empty list is left out").isNull();
        assertThat(cloud.bodies(queue)).containsExactly("m0", "m1", "m2");
    }

    @Test
    void sendWhatIsRightAndSayWhatIsNot() {
        cloud.set(queue, "MaximumMessageSize", "1024");
        SendMessageBatchResult answer = send(entry("long", "x".repeat(1025)), entry("good", "m"));
        assertThat(answer.successful())
                .extracting(SendMessageBatchResultEntry::id)
                .containsExactly("good");
        assertThat(answer.failed())
                .containsExactly(
                        new BatchResultErrorEntry(
                                "long",
                                true,
                                "InvalidParameterValue",
                                "One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes."));
        assertThat(cloud.bodies(queue)).containsExactly("m");
    }

    @Test
    void haveOneToTenEntries() {
        refuses(
                "AWS.SimpleQueueService.EmptyBatchRequest",
                400,
                "There should be at least one SendMessageBatchRequestEntry in the request.",
                () -> send());
        List<SendMessageBatchRequestEntry> eleven = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            eleven.add(entry("i" + i, "m"));
        }
        refuses(
                "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
                400,
                "Maximum number of entries per request are 10. You have sent 11.",
                () -> send(eleven.toArray(SendMessageBatchRequestEntry[]::new)));
        assertThat(cloud.bodies(queue)).isEmpty();
    }

    @Test
    void nameTheirEntries() {
        for (String bad : List.of("", "a b", "a.b", "x".repeat(81))) {
            refuses(
                    "AWS.SimpleQueueService.InvalidBatchEntryId",
                    400,
                    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most"
                            + " 80 letters long.",
                    () -> send(entry(bad, "m")));
        }
        refuses(
                "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
                400,
                "Id twice repeated.",
                () -> send(entry("twice", "m"), entry("twice", "n")));
    }

    @Test
    void areNoLongerThanOneMessageMayBe() {
        String half = "x".repeat(524_289);
        refuses(
                "AWS.SimpleQueueService.BatchRequestTooLong",
                400,
                "Batch requests cannot be longer than 1048576 bytes. You have sent 1048578 bytes.",
                () -> send(entry("a", half), entry("b", half)));
    }

    @Test
    void deleteWhatTheyCan() {
        send(entry("a", "m0"), entry("b", "m1"));
        List<Message> messages = cloud.receive(queue);
        DeleteMessageBatchResult answer = cloud.root()
                .call(
                        SqsOperations.DELETE_MESSAGE_BATCH,
                        new DeleteMessageBatchRequest(
                                queue,
                                List.of(
                                        new DeleteMessageBatchRequestEntry(
                                                "there", messages.getFirst().receiptHandle()),
                                        new DeleteMessageBatchRequestEntry("nonsense", "x"))));
        assertThat(answer.successful()).containsExactly(new DeleteMessageBatchResultEntry("there"));
        assertThat(answer.failed())
                .containsExactly(new BatchResultErrorEntry(
                        "nonsense",
                        true,
                        "ReceiptHandleIsInvalid",
                        "The input receipt handle \"x\" is not a valid receipt handle."));
        assertThat(cloud.counts(queue)).containsExactly(0, 1, 0);
    }

    @Test
    void hideEachAsItWants() {
        send(entry("a", "m0"), entry("b", "m1"));
        List<Message> messages = cloud.receive(queue);
        ChangeMessageVisibilityBatchResult answer = cloud.root()
                .call(
                        SqsOperations.CHANGE_MESSAGE_VISIBILITY_BATCH,
                        new ChangeMessageVisibilityBatchRequest(
                                queue,
                                List.of(
                                        new ChangeMessageVisibilityBatchRequestEntry(
                                                "a", messages.get(0).receiptHandle(), 100),
                                        new ChangeMessageVisibilityBatchRequestEntry(
                                                "b", messages.get(1).receiptHandle(), 0))));
        assertThat(answer.successful())
                .extracting(ChangeMessageVisibilityBatchResultEntry::id)
                .containsExactly("a", "b");
        assertThat(cloud.bodies(queue)).containsExactly("m1");
    }
}
