package dev.nephele.services.sqs;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.sqs.*;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** FIFO queues: the order of each message group, and what is sent twice. */
class FifoTest {
    @AutoClose
    private final SqsCloud cloud = new SqsCloud();

    private final String queue = cloud.queue("q.fifo");

    private void send(String... messages) {
        for (String message : messages) {
            cloud.send(queue, message.substring(0, 1), message);
        }
    }

    private ReceiveMessageRequest.Builder receiver(int most) {
        return ReceiveMessageRequest.builder().queueUrl(queue).maxNumberOfMessages(most);
    }

    private List<String> bodies(int most) {
        return cloud.receive(receiver(most)).stream().map(Message::body).toList();
    }

    @Test
    void givesAsManyOfOneGroupAsItCan() {
        send("a1", "b1", "a2", "b2", "a3");
        assertThat(bodies(4)).containsExactly("a1", "a2", "a3", "b1");
    }

    @Test
    void givesNothingOfAGroupThatIsInFlight() {
        send("a1", "a2", "b1");
        Message first = cloud.receive(receiver(1)).getFirst();
        assertThat(bodies(10)).containsExactly("b1");
        assertThat(bodies(10)).isEmpty();
        cloud.delete(queue, first);
        assertThat(bodies(10)).containsExactly("a2");
    }

    @Test
    void givesAGroupAgainInItsOrderWhenNobodyFinishedIt() {
        send("a1", "a2", "a3");
        assertThat(bodies(2)).containsExactly("a1", "a2");
        send("a4");
        cloud.advance(Duration.ofSeconds(30));
        assertThat(bodies(10)).containsExactly("a1", "a2", "a3", "a4");
    }

    @Test
    void waitsWithAGroupForAMessageThatCameBackInItsMiddle() {
        send("a1", "a2", "a3");
        List<Message> messages = cloud.receive(queue);
        cloud.hide(queue, messages.get(1), 0);
        assertThat(bodies(10)).as("a1 is in flight still").isEmpty();
        cloud.delete(queue, messages.get(0));
        assertThat(bodies(10)).containsExactly("a2");
    }

    @Test
    void delaysByTheQueueOnly() {
        cloud.set(queue, "DelaySeconds", "10");
        send("a1");
        assertThat(cloud.counts(queue)).containsExactly(0, 0, 1);
        cloud.advance(Duration.ofSeconds(10));
        assertThat(bodies(1)).containsExactly("a1");
        refuses(
                "InvalidParameterValueException",
                400,
                "Value 5 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid"
                        + " for this queue type.",
                () -> cloud.send(SendMessageRequest.builder()
                        .queueUrl(queue)
                        .messageBody("m")
                        .messageGroupId("g")
                        .messageDeduplicationId("d")
                        .delaySeconds(5)));
    }

    @Test
    void numbersItsMessagesInOrder() {
        List<String> numbers = IntStream.range(0, 12)
                .mapToObj(i -> cloud.send(queue, "g" + i % 3, "m" + i).sequenceNumber())
                .toList();
        assertThat(numbers).isSorted().doesNotHaveDuplicates().allMatch(number -> number.matches("\\d{20}"));
        assertThat(cloud.receive(receiver(1)).getFirst().attributes())
                .containsEntry("SequenceNumber", numbers.getFirst())
                .containsEntry("MessageGroupId", "g0")
                .containsEntry("MessageDeduplicationId", "m0");
    }

    @Test
    void takesWhatIsSentTwiceOnce() {
        SendMessageResult first = cloud.send(queue, "g", "m");
        SendMessageResult again = cloud.send(queue, "h", "m");
        assertThat(again.messageId()).as("in another group too").isEqualTo(first.messageId());
        assertThat(again.sequenceNumber()).isEqualTo(first.sequenceNumber());
        cloud.receive(queue).forEach(message -> cloud.delete(queue, message));
        cloud.send(queue, "g", "m");
        assertThat(bodies(10)).as("also when the first is gone").isEmpty();
    }

    @Test
    void looksForDuplicatesInTheGroupOnlyIfToldSo() {
        String scoped = cloud.queue("scoped.fifo", Map.of("DeduplicationScope", "messageGroup"));
        cloud.send(scoped, "g", "m");
        cloud.send(scoped, "g", "m");
        cloud.send(scoped, "h", "m");
        assertThat(cloud.receive(scoped)).hasSize(2);
    }

    @Test
    void tellsDuplicatesByContentIfToldSo() {
        SendMessageRequest.Builder plain =
                SendMessageRequest.builder().queueUrl(queue).messageBody("m").messageGroupId("g");
        refuses(
                "InvalidParameterValueException",
                400,
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided"
                        + " explicitly",
                () -> cloud.send(plain));
        cloud.set(queue, "ContentBasedDeduplication", "true");
        assertThat(cloud.send(plain).messageId())
                .isEqualTo(cloud.send(plain).messageId())
                .isNotEqualTo(cloud.send(plain.messageDeduplicationId("other")).messageId());
    }

    @Test
    void wantsAGroup() {
        refuses(
                "MissingRequiredParameterException",
                400,
                "The request must contain the parameter MessageGroupId.",
                () -> cloud.send(SendMessageRequest.builder()
                        .queueUrl(queue)
                        .messageBody("m")
                        .messageDeduplicationId("d")));
    }

    @Test
    void takesNoHandleWhoseTimeIsOver() {
        send("a1");
        Message message = cloud.receive(receiver(1)).getFirst();
        cloud.advance(Duration.ofSeconds(30));
        refuses(
                "InvalidParameterValueException",
                400,
                "Value " + message.receiptHandle()
                        + " for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.",
                () -> cloud.delete(queue, message));
    }

    @Test
    void takesAHandleWhoseTimeWasMadeLonger() {
        send("a1");
        Message message = cloud.receive(receiver(1)).getFirst();
        cloud.hide(queue, message, 60);
        cloud.advance(Duration.ofSeconds(59));
        cloud.delete(queue, message);
        assertThat(cloud.counts(queue)).containsExactly(0, 0, 0);
    }

    @Test
    void givesARepeatedAttemptTheSameMessages() {
        send("a1", "a2", "b1");
        List<Message> first = cloud.receive(receiver(2).receiveRequestAttemptId("one"));
        assertThat(cloud.receive(receiver(2).receiveRequestAttemptId("one"))).isEqualTo(first);
        assertThat(cloud.receive(receiver(2).receiveRequestAttemptId("two")))
                .extracting(Message::body)
                .containsExactly("b1");
        cloud.delete(queue, first.getFirst());
        assertThat(cloud.receive(receiver(2).receiveRequestAttemptId("one")))
                .as("one of them is gone")
                .isEmpty();
    }
}
