package dev.nephele.services.sqs;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.ServiceException;
import dev.nephele.model.sqs.*;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * How many messages of a queue may be in flight: received, and neither deleted nor visible again. AWS allows about
 * 120,000; here it is five.
 *
 * <p>Source: SQS Developer Guide, "Amazon SQS standard queue quotas" and "Amazon SQS FIFO queue quotas"; the text of the
 * refusal is that of an answer printed on 2014-01-12.
 */
class InFlightTest {
    @AutoClose
    private final SqsCloud cloud = new SqsCloud(5);

    private final String queue = cloud.queue("q");

    private void send(int many) {
        for (int i = 0; i < many; i++) {
            cloud.send(queue, "m" + i);
        }
    }

    private void refusesToReceive() {
        refuses(
                "OverLimit",
                403,
                "Too many messages have been received without being deleted. Please delete your received messages or let"
                        + " them timeout before receiving more.",
                () -> cloud.receive(queue));
    }

    @Test
    void receivesUpToTheLimitAndThenNoMore() {
        send(7);
        assertThat(cloud.bodies(queue)).containsExactly("m0", "m1", "m2", "m3", "m4");
        refusesToReceive();
        assertThat(cloud.counts(queue)).containsExactly(2, 5, 0);
    }

    @Test
    void aDeletedMessageMakesRoom() {
        send(7);
        List<Message> messages = cloud.receive(queue);
        cloud.delete(queue, messages.get(1));
        assertThat(cloud.bodies(queue)).containsExactly("m5");
        refusesToReceive();
    }

    @Test
    void aMessageThatIsVisibleAgainMakesRoom() {
        send(6);
        List<Message> messages = cloud.receive(queue);
        cloud.hide(queue, messages.get(3), 0);
        assertThat(cloud.bodies(queue)).containsExactly("m3");
        refusesToReceive();
        cloud.advance(Duration.ofSeconds(31));
        assertThat(cloud.receive(queue)).hasSize(5);
    }

    @Test
    void aLongPollIsNotRefusedButFindsNothing() {
        send(6);
        cloud.receive(queue);
        assertThat(cloud.receive(ReceiveMessageRequest.builder().queueUrl(queue).waitTimeSeconds(1)))
                .isEmpty();
    }

    @Test
    void aFifoQueueIsNotRefusedButGivesNothing() {
        String fifo = cloud.queue("q.fifo");
        for (int i = 0; i < 7; i++) {
            cloud.send(fifo, "g", "m" + i);
        }
        List<Message> messages = cloud.receive(fifo);
        assertThat(messages).extracting(Message::body).containsExactly("m0", "m1", "m2", "m3", "m4");
        cloud.send(fifo, "h", "n");
        assertThat(cloud.bodies(fifo)).isEmpty();
        messages.forEach(message -> cloud.delete(fifo, message));
        assertThat(cloud.bodies(fifo)).containsExactly("m5", "m6", "n");
    }

    @Test
    void eachQueueHasRoomOfItsOwn() {
        send(6);
        cloud.receive(queue);
        String other = cloud.queue("other");
        cloud.send(other, "m");
        assertThat(cloud.bodies(other)).containsExactly("m");
    }

    @Test
    void delayedMessagesAreNotInFlight() {
        for (int i = 0; i < 9; i++) {
            cloud.send(SendMessageRequest.builder()
                    .queueUrl(queue)
                    .messageBody("later")
                    .delaySeconds(60));
        }
        send(1);
        assertThat(cloud.bodies(queue)).containsExactly("m0");
    }

    @Test
    void aPurgedQueueHasRoomAgain() {
        send(6);
        cloud.receive(queue);
        cloud.root().call(SqsOperations.PURGE_QUEUE, new PurgeQueueRequest(queue));
        send(1);
        assertThat(cloud.bodies(queue)).containsExactly("m0");
    }

    @Test
    void manyReceiversTogetherReceiveNoMoreThanTheLimit() throws Exception {
        send(40);
        Callable<Integer> receiver = () -> {
            int received = 0;
            try {
                while (true) {
                    received += cloud.receive(ReceiveMessageRequest.builder().queueUrl(queue))
                            .size();
                }
            } catch (ServiceException overLimit) {
                assertThat(overLimit.code()).isEqualTo("OverLimit");
                return received;
            }
        };
        int received = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> each : threads.invokeAll(List.of(receiver, receiver, receiver, receiver))) {
                received += each.get();
            }
        }
        assertThat(received).isEqualTo(5);
    }
}
