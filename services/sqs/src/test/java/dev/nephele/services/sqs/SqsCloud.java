package dev.nephele.services.sqs;

import dev.nephele.model.sqs.*;
import dev.nephele.storage.StoreView;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cloud of SQS, and what tests do with it most. */
final class SqsCloud implements AutoCloseable {
    /** The first byte of the numbers of the record's tables, see {@link dev.nephele.gateway.record.RecordLog}. */
    private static final int RECORD = 0x7e;

    private final Ground ground = Ground.inMemory();
    private final Cloud cloud;

    SqsCloud() {
        this(Sqs.MOST_IN_FLIGHT);
    }

    /** @param mostInFlight how many messages of a queue may be in flight */
    SqsCloud(int mostInFlight) {
        Sqs sqs = new Sqs(
                ground.store(),
                ground.clock(),
                ground.ids(),
                ground.key(),
                ground.directory(),
                ground.timers(),
                mostInFlight);
        cloud = Cloud.on(ground).selfValidating(Sqs.SELF_VALIDATING).serving(sqs.served());
    }

    Ground ground() {
        return ground;
    }

    Instant now() {
        return cloud.now();
    }

    void advance(Duration time) {
        cloud.advance(time);
    }

    /** The URL of a new queue; a name that ends with {@code .fifo} makes it one. */
    String queue(String name, Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(attributes);
        if (name.endsWith(".fifo")) {
            all.put("FifoQueue", "true");
        }
        return root().call(SqsOperations.CREATE_QUEUE, new CreateQueueRequest(name, all, null))
                .queueUrl();
    }

    String queue(String name) {
        return queue(name, Map.of());
    }

    SendMessageResult send(String queue, String body) {
        return send(SendMessageRequest.builder().queueUrl(queue).messageBody(body));
    }

    /** Sends to a FIFO queue; the body is the deduplication id too. */
    SendMessageResult send(String queue, String group, String body) {
        return send(SendMessageRequest.builder()
                .queueUrl(queue)
                .messageBody(body)
                .messageGroupId(group)
                .messageDeduplicationId(body));
    }

    SendMessageResult send(SendMessageRequest.Builder request) {
        return root().call(SqsOperations.SEND_MESSAGE, request.build());
    }

    /** What a receiver of up to ten messages gets at once, with all their attributes. */
    List<Message> receive(String queue) {
        return receive(ReceiveMessageRequest.builder().queueUrl(queue).maxNumberOfMessages(10));
    }

    List<Message> receive(ReceiveMessageRequest.Builder request) {
        List<Message> messages = root().call(
                        SqsOperations.RECEIVE_MESSAGE,
                        request.messageSystemAttributeNames(List.of("All"))
                                .messageAttributeNames(List.of("All"))
                                .build())
                .messages();
        return messages == null ? List.of() : messages;
    }

    List<String> bodies(String queue) {
        return receive(queue).stream().map(Message::body).toList();
    }

    void delete(String queue, Message message) {
        root().call(SqsOperations.DELETE_MESSAGE, new DeleteMessageRequest(queue, message.receiptHandle()));
    }

    void hide(String queue, Message message, int seconds) {
        root().call(
                        SqsOperations.CHANGE_MESSAGE_VISIBILITY,
                        new ChangeMessageVisibilityRequest(queue, message.receiptHandle(), seconds));
    }

    Map<String, String> attributes(String queue) {
        Map<String, String> attributes = root().call(
                        SqsOperations.GET_QUEUE_ATTRIBUTES, new GetQueueAttributesRequest(queue, List.of("All")))
                .attributes();
        return attributes == null ? Map.of() : attributes;
    }

    void set(String queue, String attribute, String value) {
        root().call(SqsOperations.SET_QUEUE_ATTRIBUTES, new SetQueueAttributesRequest(queue, Map.of(attribute, value)));
    }

    /** Visible, in flight and delayed. */
    List<Integer> counts(String queue) {
        Map<String, String> attributes = attributes(queue);
        return List.of(
                Integer.valueOf(attributes.get("ApproximateNumberOfMessages")),
                Integer.valueOf(attributes.get("ApproximateNumberOfMessagesNotVisible")),
                Integer.valueOf(attributes.get("ApproximateNumberOfMessagesDelayed")));
    }

    /** How many rows the store holds, of whatever kind but the record of calls. */
    int rows() {
        int[] rows = new int[1];
        try (StoreView view = ground.store().view()) {
            view.scan(new byte[] {0}, new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff}, false, (key, value) -> {
                boolean record = (key[0] & 0x7f) == RECORD;
                rows[0] += record ? 0 : 1;
                return true;
            });
        }
        return rows[0];
    }

    /** The root user of the account that has the queues. */
    Client root() {
        return cloud.root();
    }

    /** The root user of another account. */
    Client stranger() {
        return cloud.root(Cloud.STRANGERS);
    }

    /** A user of the account with inline policies. */
    Client user(String name, String... policies) {
        return cloud.user(name, policies);
    }

    @Override
    public void close() {
        cloud.close();
    }
}
