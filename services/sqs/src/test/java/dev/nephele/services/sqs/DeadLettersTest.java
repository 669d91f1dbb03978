package dev.nephele.services.sqs;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.sqs.*;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Messages that were received too often go to the dead-letter queue. */
class DeadLettersTest {
    @AutoClose
    private final SqsCloud cloud = new SqsCloud();

    private final String dead = cloud.queue("dead");

    private static String policy(String target, Object count) {
        return "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:111122223333:" + target + "\",\"maxReceiveCount\":"
                + count + "}";
    }

    private String source(String name, String target, int count) {
        return cloud.queue(name, Map.of("RedrivePolicy", policy(target, count), "VisibilityTimeout", "10"));
    }

    private void fail(String queue, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(cloud.receive(queue)).isNotEmpty();
            cloud.advance(Duration.ofSeconds(10));
        }
    }

    private void refusesPolicy(String policy, String reason) {
        refuses(
                "InvalidParameterValueException",
                400,
                "Value " + policy + " for parameter RedrivePolicy is invalid. Reason: " + reason,
                () -> cloud.queue("refused", Map.of("RedrivePolicy", policy)));
    }

    @Test
    void areReceivedAsOftenAsAllowedBefore() {
        String queue = source("q", "dead", 3);
        cloud.send(queue, "poison");
        fail(queue, 3);
        assertThat(cloud.bodies(dead)).isEmpty();
        assertThat(cloud.bodies(queue)).isEmpty();
        assertThat(cloud.counts(queue)).containsExactly(0, 0, 0);
        assertThat(cloud.bodies(dead)).containsExactly("poison");
    }

    @Test
    void keepWhatTheyAreAndSayWhereTheyComeFrom() {
        String queue = source("q", "dead", 1);
        SendMessageResult sent = cloud.send(queue, "poison");
        String time = Long.toString(cloud.now().toEpochMilli());
        fail(queue, 1);
        cloud.receive(queue);
        Message message = cloud.receive(dead).getFirst();
        assertThat(message.messageId()).isEqualTo(sent.messageId());
        assertThat(message.attributes())
                .containsEntry("ApproximateReceiveCount", "2")
                .containsEntry("DeadLetterQueueSourceArn", "arn:aws:sqs:us-east-1:111122223333:q")
                .containsEntry("SentTimestamp", time);
    }

    @Test
    void letOthersThrough() {
        String queue = source("q", "dead", 1);
        cloud.send(queue, "poison");
        fail(queue, 1);
        cloud.send(queue, "good");
        assertThat(cloud.bodies(queue)).containsExactly("good");
    }

    /** SQS Developer Guide, "Setting up dead-letter queue retention": the timestamp of a standard queue is unchanged. */
    @Test
    void expireByTheTimeAtWhichTheyWereSent() {
        cloud.set(dead, "MessageRetentionPeriod", "60");
        String queue = source("q", "dead", 1);
        cloud.send(queue, "poison");
        cloud.advance(Duration.ofSeconds(40));
        fail(queue, 1);
        cloud.receive(queue);
        cloud.advance(Duration.ofSeconds(10));
        assertThat(cloud.bodies(dead)).isEmpty();
    }

    /** The same page: "For FIFO queues, the enqueue timestamp resets when the message is moved". */
    @Test
    void ofAFifoQueueExpireByTheTimeAtWhichTheyWereMoved() {
        String deadFifo = cloud.queue("dead.fifo", Map.of("MessageRetentionPeriod", "60"));
        String queue = source("q.fifo", "dead.fifo", 1);
        cloud.send(queue, "g", "poison");
        cloud.advance(Duration.ofSeconds(40));
        fail(queue, 1);
        cloud.receive(queue);
        cloud.advance(Duration.ofSeconds(59));
        assertThat(cloud.bodies(deadFifo)).containsExactly("poison");
        cloud.advance(Duration.ofSeconds(31));
        assertThat(cloud.bodies(deadFifo)).isEmpty();
    }

    /** SQS Developer Guide, "Configure a dead-letter queue redrive": the deduplication id becomes the message's id. */
    @Test
    void ofAFifoQueueAreNumberedAnewAndNoDuplicatesOfEachOther() {
        String deadFifo = cloud.queue("dead.fifo");
        String queue = source("q.fifo", "dead.fifo", 1);
        cloud.send(deadFifo, "g", "before");
        SendMessageResult sent = cloud.send(queue, "g", "poison");
        fail(queue, 1);
        cloud.receive(queue);
        List<Message> messages = cloud.receive(deadFifo);
        assertThat(messages).extracting(Message::body).containsExactly("before", "poison");
        assertThat(messages)
                .extracting(each -> each.attributes().get("SequenceNumber"))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(messages.getLast().attributes()).containsEntry("MessageDeduplicationId", sent.messageId());
    }

    @Test
    void stayWhenTheirQueueIsGone() {
        String queue = source("q", "dead", 1);
        cloud.send(queue, "poison");
        cloud.root().call(SqsOperations.DELETE_QUEUE, new DeleteQueueRequest(dead));
        fail(queue, 3);
    }

    @Test
    void needAQueueOfTheSameKindThatExists() {
        cloud.queue("dead.fifo");
        refusesPolicy(policy("nowhere", 1), "Dead letter target does not exist.");
        refusesPolicy(policy("dead.fifo", 1), "Dead-letter queue must be same type of queue as the source.");
    }

    @Test
    void needACountFromOneToAThousand() {
        source("q", "dead", 1_000);
        for (Object bad : List.of(0, 1001, "\"many\"")) {
            String count = bad.toString().replace("\"", "");
            refusesPolicy(
                    policy("dead", bad),
                    "Invalid value for maxReceiveCount: " + count
                            + ", valid values are from 1 to 1000 both inclusive.");
        }
    }

    @Test
    void goOnlyWhereTheyAreWanted() {
        cloud.set(dead, "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
        refusesPolicy(policy("dead", 1), "Queue is not allowed to use this dead letter queue.");
        cloud.set(
                dead,
                "RedriveAllowPolicy",
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"arn:aws:sqs:us-east-1:111122223333:chosen\"]}");
        refusesPolicy(policy("dead", 1), "Queue is not allowed to use this dead letter queue.");
        source("chosen", "dead", 1);
    }

    @Test
    void tellTheirSources() {
        source("b", "dead", 1);
        source("a", "dead", 1);
        cloud.queue("c");
        assertThat(cloud.root()
                        .call(
                                SqsOperations.LIST_DEAD_LETTER_SOURCE_QUEUES,
                                new ListDeadLetterSourceQueuesRequest(dead, null, null))
                        .queueUrls())
                .containsExactly("http://localhost/111122223333/a", "http://localhost/111122223333/b");
    }
}
