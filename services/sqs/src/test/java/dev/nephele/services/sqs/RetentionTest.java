package dev.nephele.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.sqs.*;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Messages go away once their queue has kept them as long as its {@code MessageRetentionPeriod} says, also when nobody
 * reads the queue. What the store still holds is counted by its rows.
 */
class RetentionTest {
    private static final Map<String, String> TWO_MINUTES = Map.of("MessageRetentionPeriod", "120");

    @AutoClose
    private final SqsCloud cloud = new SqsCloud();

    @Test
    void keepsAMessageUntilItsTimeHasCome() {
        String queue = cloud.queue("q", TWO_MINUTES);
        cloud.send(queue, "m");
        cloud.advance(Duration.ofSeconds(119));
        assertThat(cloud.bodies(queue)).containsExactly("m");
    }

    @Test
    void doesNotGiveOutAMessageWhoseTimeHasCome() {
        String queue = cloud.queue("q", TWO_MINUTES);
        cloud.send(queue, "m");
        cloud.advance(Duration.ofSeconds(120));
        assertThat(cloud.bodies(queue)).isEmpty();
    }

    @Test
    void countsNoneThatIsTooOldWhoeverRemovesIt() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 40; round++) {
                String queue = cloud.queue("q" + round);
                for (int i = 0; i < 5; i++) {
                    cloud.send(queue, "m");
                }
                cloud.advance(Duration.ofSeconds(61));
                cloud.set(queue, "MessageRetentionPeriod", "60");
                List<Callable<List<Integer>>> counting = Collections.nCopies(2, () -> cloud.counts(queue));
                for (Future<List<Integer>> counted : both.invokeAll(counting)) {
                    assertThat(counted.get()).containsExactly(0, 0, 0);
                }
            }
        }
    }

    @Test
    void freesTheRowsOfAQueueThatNobodyReads() {
        String queue = cloud.queue("q", TWO_MINUTES);
        int before = cloud.rows();
        for (int i = 0; i < 30; i++) {
            cloud.send(queue, "m" + i);
        }
        assertThat(cloud.rows()).isGreaterThan(before + 30);
        cloud.advance(Duration.ofMinutes(5));
        assertThat(cloud.rows()).isLessThanOrEqualTo(before + 1);
        assertThat(cloud.counts(queue)).containsExactly(0, 0, 0);
    }

    @Test
    void freesTheRowsOfAFifoQueueToo() {
        String queue = cloud.queue("q.fifo", TWO_MINUTES);
        int before = cloud.rows();
        for (int i = 0; i < 30; i++) {
            cloud.send(queue, "group-" + i % 3, "m" + i);
        }
        cloud.advance(Duration.ofMinutes(15));
        assertThat(cloud.rows()).as("the counts and the next number stay").isLessThanOrEqualTo(before + 2);
    }

    @Test
    void goesOnAfterwards() {
        String queue = cloud.queue("q", TWO_MINUTES);
        for (int round = 0; round < 3; round++) {
            cloud.send(queue, "m" + round);
            int held = cloud.rows();
            cloud.advance(Duration.ofMinutes(5));
            assertThat(cloud.rows()).isLessThan(held);
        }
    }

    @Test
    void leavesYoungerMessages() {
        String queue = cloud.queue("q", TWO_MINUTES);
        cloud.send(queue, "old");
        cloud.advance(Duration.ofSeconds(100));
        cloud.send(queue, "young");
        cloud.advance(Duration.ofSeconds(60));
        assertThat(cloud.bodies(queue)).containsExactly("young");
    }

    @Test
    void countsWithoutThoseThatAreTooOld() {
        String queue = cloud.queue("q.fifo", TWO_MINUTES);
        cloud.send(queue, "a", "old-1");
        cloud.send(queue, "a", "old-2");
        cloud.send(queue, "b", "old-3");
        cloud.advance(Duration.ofSeconds(110));
        cloud.send(queue, "b", "young");
        cloud.advance(Duration.ofSeconds(11));
        assertThat(cloud.counts(queue)).containsExactly(1, 0, 0);
    }

    @Test
    void waitsForAMessageInFlight() {
        String queue = cloud.queue("q", TWO_MINUTES);
        cloud.send(queue, "m");
        Message message = cloud.receive(queue).getFirst();
        cloud.hide(queue, message, 1000);
        cloud.advance(Duration.ofSeconds(300));
        assertThat(cloud.counts(queue)).containsExactly(0, 1, 0);
        int held = cloud.rows();
        cloud.advance(Duration.ofHours(2));
        assertThat(cloud.rows()).isLessThan(held);
    }

    @Test
    void followsAShorterPeriodAtOnce() {
        String queue = cloud.queue("q");
        cloud.send(queue, "m");
        cloud.advance(Duration.ofSeconds(90));
        int held = cloud.rows();
        cloud.set(queue, "MessageRetentionPeriod", "60");
        cloud.advance(Duration.ofSeconds(1));
        assertThat(cloud.rows()).isLessThan(held);
        assertThat(cloud.counts(queue)).containsExactly(0, 0, 0);
    }

    @Test
    void endsWithTheQueue() {
        int before = cloud.rows();
        String queue = cloud.queue("q", TWO_MINUTES);
        cloud.send(queue, "m");
        cloud.root().call(SqsOperations.DELETE_QUEUE, new DeleteQueueRequest(queue));
        assertThat(cloud.rows()).isEqualTo(before);
        cloud.advance(Duration.ofDays(1));
        assertThat(cloud.rows()).isEqualTo(before);
    }

    @Test
    void remembersDeduplicationIdsForFiveMinutesOnly() {
        String queue = cloud.queue("q.fifo");
        int before = cloud.rows();
        List<SendMessageResult> sent = List.of(cloud.send(queue, "g", "a"), cloud.send(queue, "g", "b"));
        cloud.receive(queue).forEach(message -> cloud.delete(queue, message));
        cloud.advance(Duration.ofSeconds(299));
        assertThat(cloud.send(queue, "g", "a").messageId())
                .as("still a duplicate")
                .isEqualTo(sent.getFirst().messageId());
        cloud.advance(Duration.ofSeconds(1));
        assertThat(cloud.send(queue, "g", "b").messageId())
                .as("not one any more")
                .isNotEqualTo(sent.getLast().messageId());
        cloud.receive(queue).forEach(message -> cloud.delete(queue, message));
        cloud.advance(Duration.ofMinutes(16));
        assertThat(cloud.rows()).as("the counts and the next number stay").isLessThanOrEqualTo(before + 2);
    }

    @Test
    void remembersDeduplicationIdsAcrossWindows() {
        String queue = cloud.queue("q.fifo");
        cloud.advance(Duration.ofSeconds(200));
        SendMessageResult sent = cloud.send(queue, "g", "a");
        cloud.advance(Duration.ofSeconds(299));
        assertThat(cloud.send(queue, "g", "a").messageId()).isEqualTo(sent.messageId());
        cloud.advance(Duration.ofSeconds(1));
        assertThat(cloud.send(queue, "g", "a").messageId()).isNotEqualTo(sent.messageId());
    }

    @Test
    void remembersAttemptsToReceiveForFiveMinutesOnly() {
        String queue = cloud.queue("q.fifo");
        cloud.advance(Duration.ofMinutes(16));
        int before = cloud.rows();
        cloud.send(queue, "g", "a");
        List<Message> messages =
                cloud.receive(ReceiveMessageRequest.builder().queueUrl(queue).receiveRequestAttemptId("one"));
        messages.forEach(message -> cloud.delete(queue, message));
        cloud.advance(Duration.ofMinutes(16));
        assertThat(cloud.rows()).as("the counts and the next number stay").isLessThanOrEqualTo(before + 2);
    }

    @Test
    void freesMoreThanOneTransactionTakes() {
        String queue = cloud.queue("q.fifo", TWO_MINUTES);
        int before = cloud.rows();
        for (int batch = 0; batch < 120; batch++) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                entries.add(SendMessageBatchRequestEntry.builder()
                        .id("i" + i)
                        .messageBody("m")
                        .messageGroupId(i < 9 ? "large" : "small")
                        .messageDeduplicationId(batch + "-" + i)
                        .build());
            }
            cloud.root().call(SqsOperations.SEND_MESSAGE_BATCH, new SendMessageBatchRequest(queue, entries));
        }
        assertThat(cloud.counts(queue)).containsExactly(1_200, 0, 0);
        cloud.advance(Duration.ofMinutes(16));
        assertThat(cloud.rows()).as("the counts and the next number stay").isLessThanOrEqualTo(before + 2);
    }
}
