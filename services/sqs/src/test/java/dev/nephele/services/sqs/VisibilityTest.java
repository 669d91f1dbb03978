package dev.nephele.services.sqs;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.sqs.*;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A received message is hidden from others until its visibility timeout passes. */
class VisibilityTest {
    @AutoClose
    private final SqsCloud cloud = new SqsCloud();

    private final String queue = cloud.queue("q");

    private Message received() {
        cloud.send(queue, "m");
        return cloud.receive(queue).getFirst();
    }

    private void passes(int seconds) {
        cloud.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void lastsAsLongAsTheQueueSays() {
        cloud.set(queue, "VisibilityTimeout", "45");
        received();
        passes(44);
        assertThat(cloud.counts(queue)).containsExactly(0, 1, 0);
        assertThat(cloud.bodies(queue)).isEmpty();
        passes(1);
        assertThat(cloud.counts(queue)).containsExactly(1, 0, 0);
        assertThat(cloud.receive(queue).getFirst().attributes()).containsEntry("ApproximateReceiveCount", "2");
    }

    @Test
    void lastsAsLongAsTheReceiverSays() {
        cloud.send(queue, "m");
        cloud.receive(ReceiveMessageRequest.builder().queueUrl(queue).visibilityTimeout(5));
        passes(5);
        assertThat(cloud.bodies(queue)).containsExactly("m");
    }

    @Test
    void ofNothingLeavesTheMessageToOthers() {
        cloud.send(queue, "m");
        for (int i = 1; i <= 3; i++) {
            assertThat(cloud.receive(ReceiveMessageRequest.builder()
                                    .queueUrl(queue)
                                    .visibilityTimeout(0))
                            .getFirst()
                            .attributes())
                    .containsEntry("ApproximateReceiveCount", Integer.toString(i));
        }
        assertThat(cloud.counts(queue)).containsExactly(1, 0, 0);
    }

    @Test
    void isMadeLongerCountedFromNow() {
        Message message = received();
        passes(20);
        cloud.hide(queue, message, 60);
        passes(59);
        assertThat(cloud.bodies(queue)).isEmpty();
        passes(1);
        assertThat(cloud.bodies(queue)).containsExactly("m");
    }

    @Test
    void isEndedBeforeItsTime() {
        Message message = received();
        cloud.hide(queue, message, 0);
        assertThat(cloud.bodies(queue)).containsExactly("m");
    }

    @Test
    void isAtMostTwelveHours() {
        Message message = received();
        cloud.hide(queue, message, 43_200);
        refuses(
                "InvalidParameterValueException",
                400,
                "Value 43201 for parameter VisibilityTimeout is invalid. Reason: Must be >= 0 and <= 43200, if provided.",
                () -> cloud.hide(queue, message, 43_201));
    }

    @Test
    void isNotOfAMessageThatIsGone() {
        Message message = received();
        cloud.delete(queue, message);
        refuses(
                "InvalidParameterValueException",
                400,
                "Value " + message.receiptHandle()
                        + " for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available"
                        + " for visibility timeout change.",
                () -> cloud.hide(queue, message, 10));
    }

    /** Observed: on standard queues the handle works after the timeout too. */
    @Test
    void isSetAnewAfterItHasPassed() {
        Message message = received();
        passes(31);
        assertThat(cloud.counts(queue)).containsExactly(1, 0, 0);
        cloud.hide(queue, message, 60);
        assertThat(cloud.counts(queue)).containsExactly(0, 1, 0);
        passes(59);
        assertThat(cloud.bodies(queue)).isEmpty();
        passes(1);
        assertThat(cloud.bodies(queue)).containsExactly("m");
    }

    @Test
    void isSetAnewBeforeAnybodyNoticedThatItHasPassed() {
        Message message = received();
        passes(31);
        cloud.hide(queue, message, 60);
        assertThat(cloud.counts(queue)).containsExactly(0, 1, 0);
        assertThat(cloud.bodies(queue)).isEmpty();
    }

    @Test
    void ofAVisibleMessageMayBeEndedToo() {
        Message message = received();
        cloud.hide(queue, message, 0);
        cloud.hide(queue, message, 0);
        passes(31);
        cloud.hide(queue, message, 0);
        assertThat(cloud.counts(queue)).containsExactly(1, 0, 0);
        assertThat(cloud.bodies(queue)).containsExactly("m");
    }

    @Test
    void returnsMessagesBeforeYoungerOnes() {
        cloud.send(queue, "old");
        cloud.receive(queue);
        cloud.send(queue, "young");
        passes(30);
        assertThat(cloud.bodies(queue)).containsExactly("old", "young");
    }
}
