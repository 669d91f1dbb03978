package dev.nephele.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.ServiceCalls;
import dev.nephele.model.sqs.*;
import dev.nephele.servicekit.outbox.Attempt;
import dev.nephele.servicekit.outbox.Backoff;
import dev.nephele.servicekit.outbox.Channel;
import dev.nephele.servicekit.outbox.Letter;
import dev.nephele.servicekit.outbox.Terms;
import dev.nephele.storage.Transaction;
import dev.nephele.testkit.Cloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Another service's letters to queues, which the queue's policy decides like any call. */
class LettersToQueuesTest {
    private static final Arn TOPIC = Arn.of("sns", Region.US_EAST_1, Cloud.ACCOUNT, "topic");
    private static final ServiceCalls.As.Service SNS =
            new ServiceCalls.As.Service("sns.amazonaws.com", TOPIC, Cloud.ACCOUNT, Region.US_EAST_1);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20), 4);

    private final List<String> ended = new ArrayList<>();

    @AutoClose
    private final SqsCloud cloud = new SqsCloud();

    private final Channel<SendMessageRequest, SendMessageResult> channel = cloud.ground()
            .outbox()
            .open("test.sqs", SqsOperations.SEND_MESSAGE, new Terms<>() {
                @Override
                public Optional<Duration> again(Letter<SendMessageRequest> letter, Attempt attempt) {
                    return BACKOFF.after(attempt);
                }

                @Override
                public void answered(
                        Transaction transaction, Letter<SendMessageRequest> letter, SendMessageResult output) {
                    ended.add("sent " + (output.messageId() != null));
                }

                @Override
                public void givenUp(Transaction transaction, Letter<SendMessageRequest> letter, Attempt last) {
                    ended.add(last.refusal().code() + " after " + last.number());
                }
            });

    private static String policy(Arn source) {
        return """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow",
                "Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage",
                "Resource":"*","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}}""".formatted(source);
    }

    private void send(SendMessageRequest.Builder request, Optional<String> group) {
        Letter<SendMessageRequest> letter = channel.letter(request.build(), SNS);
        Letter<SendMessageRequest> inOrder = group.map(letter::inGroup).orElse(letter);
        cloud.ground().store().update(transaction -> channel.send(transaction, inOrder));
    }

    private void send(String queue, String body) {
        send(
                SendMessageRequest.builder()
                        .queueUrl(queue)
                        .messageBody(body)
                        .messageAttributes(Map.of(
                                "kind",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("é")
                                        .build())),
                Optional.empty());
    }

    @Test
    void arrivesWhereTheQueuesPolicyAllowsTheTopic() {
        String queue = cloud.queue("q", Map.of("Policy", policy(TOPIC)));
        send(queue, "hello");
        assertThat(cloud.receive(queue)).isEmpty();
        cloud.advance(Duration.ZERO);
        List<Message> messages = cloud.receive(queue);
        assertThat(messages).extracting(Message::body).containsExactly("hello");
        assertThat(messages.getFirst().messageAttributes())
                .hasEntrySatisfying(
                        "kind", value -> assertThat(value.stringValue()).isEqualTo("é"));
        assertThat(ended).containsExactly("sent true");
    }

    @Test
    void isRefusedWhereThePolicyAllowsAnotherTopicOrNobody() {
        String other = cloud.queue("other", Map.of("Policy", policy(new Arn("aws", "sns", "us-east-1", "1", "x"))));
        String closed = cloud.queue("closed");
        send(other, "hello");
        send(closed, "hello");
        cloud.advance(Duration.ZERO);
        assertThat(ended).isEmpty();
        for (int seconds : List.of(1, 2, 4)) {
            cloud.advance(Duration.ofSeconds(seconds));
        }
        assertThat(ended).hasSize(2).allMatch(end -> end.endsWith(" after 4"));
        assertThat(ended.getFirst()).startsWith("AccessDenied");
        assertThat(cloud.receive(other)).isEmpty();
        assertThat(cloud.receive(closed)).isEmpty();
    }

    @Test
    void arrivesOnceThePolicyIsMended() {
        String queue = cloud.queue("q");
        send(queue, "hello");
        cloud.advance(Duration.ZERO);
        cloud.set(queue, "Policy", policy(TOPIC));
        cloud.advance(Duration.ofSeconds(1));
        assertThat(cloud.bodies(queue)).containsExactly("hello");
    }

    @Test
    void keepsTheOrderOfAGroup() {
        String queue = cloud.queue("q.fifo", Map.of("Policy", policy(TOPIC)));
        List<String> bodies = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
        for (String body : bodies) {
            send(
                    SendMessageRequest.builder()
                            .queueUrl(queue)
                            .messageBody(body)
                            .messageGroupId("g")
                            .messageDeduplicationId(body),
                    Optional.of("g"));
        }
        cloud.advance(Duration.ZERO);
        assertThat(cloud.bodies(queue)).isEqualTo(bodies);
    }
}
