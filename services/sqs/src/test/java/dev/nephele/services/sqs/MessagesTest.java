package dev.nephele.services.sqs;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.Blob;
import dev.nephele.model.sqs.*;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A message on its way through a standard queue: sent, received, deleted. */
class MessagesTest {
    private static final MessageAttributeValue BLUE = MessageAttributeValue.builder()
            .dataType("String")
            .stringValue("blue")
            .build();
    private static final MessageAttributeValue RAW = MessageAttributeValue.builder()
            .dataType("Binary.gif")
            .binaryValue(Blob.wrap(new byte[] {0, 1}))
            .build();

    @AutoClose
    private final SqsCloud cloud = new SqsCloud();

    private final String queue = cloud.queue("q");

    private SendMessageRequest.Builder message() {
        return SendMessageRequest.builder().queueUrl(queue).messageBody("m");
    }

    private ReceiveMessageRequest.Builder receiver() {
        return ReceiveMessageRequest.builder().queueUrl(queue);
    }

    private void refusesValue(String message, SendMessageRequest.Builder request) {
        refuses("InvalidParameterValueException", 400, message, () -> cloud.send(request));
    }

    @Test
    void comesAsItWasSent() {
        SendMessageResult sent = cloud.send(message().messageAttributes(Map.of("colour", BLUE, "raw", RAW)));
        Message message = cloud.receive(queue).getFirst();
        assertThat(message.messageId()).isEqualTo(sent.messageId());
        assertThat(message.body()).isEqualTo("m");
        assertThat(message.md5OfBody()).isEqualTo("6f8f57715090da2632453988d9a1501b");
        assertThat(message.messageAttributes()).isEqualTo(Map.of("colour", BLUE, "raw", RAW));
        assertThat(message.md5OfMessageAttributes()).isEqualTo(sent.md5OfMessageAttributes());
        assertThat(message.attributes())
                .containsEntry("ApproximateReceiveCount", "1")
                .containsEntry("SenderId", "111122223333")
                .containsEntry("SentTimestamp", Long.toString(cloud.now().toEpochMilli()))
                .doesNotContainKeys("SequenceNumber", "DeadLetterQueueSourceArn");
    }

    @Test
    void showsWhatIsAskedForOnly() {
        cloud.send(message().messageAttributes(Map.of("a.b", BLUE, "a.c", BLUE, "x", BLUE)));
        Message plain = cloud.root()
                .call(
                        SqsOperations.RECEIVE_MESSAGE,
                        receiver().visibilityTimeout(0).build())
                .messages()
                .getFirst();
        assertThat(plain.attributes()).isNull();
        assertThat(plain.messageAttributes()).isNull();
        assertThat(plain.md5OfMessageAttributes()).isNull();
        Message some = cloud.root()
                .call(
                        SqsOperations.RECEIVE_MESSAGE,
                        receiver()
                                .messageAttributeNames(List.of("a.*"))
                                .messageSystemAttributeNames(List.of("ApproximateReceiveCount"))
                                .build())
                .messages()
                .getFirst();
        assertThat(some.messageAttributes()).containsOnlyKeys("a.b", "a.c");
        assertThat(some.attributes()).isEqualTo(Map.of("ApproximateReceiveCount", "2"));
    }

    @Test
    void comeInTheOrderInWhichTheyWereSent() {
        for (int i = 0; i < 12; i++) {
            cloud.send(queue, "m" + i);
        }
        assertThat(cloud.receive(receiver().maxNumberOfMessages(1)))
                .extracting(Message::body)
                .containsExactly("m0");
        assertThat(cloud.bodies(queue)).containsExactly("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10");
    }

    @Test
    void waitUntilTheirDelayIsOver() {
        cloud.set(queue, "DelaySeconds", "10");
        cloud.send(message());
        cloud.send(message().delaySeconds(20).messageBody("later"));
        cloud.send(message().delaySeconds(0).messageBody("now"));
        assertThat(cloud.counts(queue)).containsExactly(1, 0, 2);
        assertThat(cloud.bodies(queue)).containsExactly("now");
        cloud.advance(Duration.ofSeconds(10));
        assertThat(cloud.bodies(queue)).containsExactly("m");
        cloud.advance(Duration.ofSeconds(10));
        assertThat(cloud.bodies(queue)).containsExactly("later");
        refusesValue(
                "Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.",
                message().delaySeconds(901));
    }

    @Test
    void areGoneOnceDeleted() {
        cloud.send(message());
        Message message = cloud.receive(queue).getFirst();
        cloud.delete(queue, message);
        cloud.delete(queue, message);
        cloud.advance(Duration.ofMinutes(1));
        assertThat(cloud.bodies(queue)).isEmpty();
        assertThat(cloud.counts(queue)).containsExactly(0, 0, 0);
    }

    @Test
    void areDeletedByTheHandleOfAnEarlierReceiveToo() {
        cloud.send(message());
        Message first = cloud.receive(queue).getFirst();
        cloud.advance(Duration.ofSeconds(31));
        Message second = cloud.receive(queue).getFirst();
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
        cloud.delete(queue, first);
        assertThat(cloud.counts(queue)).containsExactly(0, 0, 0);
    }

    @Test
    void areNotDeletedByAHandleOfAnotherQueue() {
        cloud.send(message());
        Message message = cloud.receive(queue).getFirst();
        String other = cloud.queue("other");
        refuses(
                "ReceiptHandleIsInvalid",
                400,
                "The input receipt handle \"" + message.receiptHandle() + "\" is not a valid receipt handle.",
                () -> cloud.delete(other, message));
    }

    @Test
    void haveABodyOfAllowedCharacters() {
        refuses(
                "MissingRequiredParameterException",
                400,
                "The request must contain the parameter MessageBody.",
                () -> cloud.send(queue, ""));
        refuses(
                "InvalidMessageContents",
                400,
                "Invalid binary character '#x1' was found in the message body, the set of allowed characters is #x9 |"
                        + " #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF",
                () -> cloud.send(queue, "a\u0001"));
        cloud.send(queue, "tab\t, line\n and \uD83D\uDE00");
    }

    @Test
    void areNoLongerThanTheirQueueAllows() {
        cloud.set(queue, "MaximumMessageSize", "1024");
        cloud.send(queue, "x".repeat(1024));
        refusesValue(
                "One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.",
                message().messageBody("ä".repeat(512) + "x"));
        refusesValue(
                "One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.",
                message().messageBody("x".repeat(1012)).messageAttributes(Map.of("abc", BLUE)));
    }

    @Test
    void haveAttributesThatMakeSense() {
        refusesValue(
                "Message (user) attribute name 'AWS.x' is invalid.",
                message().messageAttributes(Map.of("AWS.x", BLUE)));
        refusesValue(
                "Can't cast the value of message (user) attribute 'n' to a number.",
                message()
                        .messageAttributes(Map.of(
                                "n",
                                MessageAttributeValue.builder()
                                        .dataType("Number")
                                        .stringValue("ten")
                                        .build())));
        refusesValue(
                "Message (user) attribute 'n' must contain a non-empty value of type 'String'.",
                message()
                        .messageAttributes(Map.of(
                                "n",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .build())));
    }

    @Test
    void mayHaveAGroupThoughTheQueueKeepsNoOrder() {
        cloud.send(message().messageGroupId("tenant"));
        cloud.send(message().messageGroupId("tenant"));
        List<Message> messages = cloud.receive(queue);
        assertThat(messages)
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.attributes())
                        .containsEntry("MessageGroupId", "tenant")
                        .doesNotContainKey("SequenceNumber"));
        refusesValue(
                "Value d for parameter MessageDeduplicationId is invalid. Reason: The request include parameter that is"
                        + " not valid for this queue type.",
                message().messageDeduplicationId("d"));
    }

    @Test
    void areAskedForOneToTenAtATime() {
        refuses(
                "InvalidParameterValueException",
                400,
                "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.",
                () -> cloud.receive(receiver().maxNumberOfMessages(11)));
        refuses(
                "InvalidParameterValueException",
                400,
                "Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.",
                () -> cloud.receive(receiver().waitTimeSeconds(21)));
    }
}
