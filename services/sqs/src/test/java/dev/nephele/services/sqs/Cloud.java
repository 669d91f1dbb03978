package dev.nephele.services.sqs;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Origin;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.model.sqs.*;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.timer.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** An SQS of its own over a store in memory, with time that moves when it is told to. */
final class Cloud {
    static final AccountId ACCOUNT = new AccountId("111122223333");
    static final AccountId STRANGERS = new AccountId("444455556666");

    final Store store = new EmbeddedStore(MvEngine.inMemory());
    final Sqs sqs;
    private final MovedClock clock = new MovedClock();
    private final Timers timers = new Timers(store, clock);
    private final Random random = new Random(42);
    private final AtomicInteger calls = new AtomicInteger();

    Cloud() {
        this(Sqs.MOST_IN_FLIGHT);
    }

    /** @param mostInFlight how many messages of a queue may be in flight */
    Cloud(int mostInFlight) {
        Ids ids = bytes -> {
            synchronized (random) {
                random.nextBytes(bytes);
            }
        };
        sqs = new Sqs(store, clock, ids, new NoPrincipals(), timers, mostInFlight);
    }

    Instant now() {
        return clock.now();
    }

    void advance(Duration time) {
        clock.now = clock.now.plus(time);
        timers.settle();
    }

    /** The URL of a new queue; a name that ends with {@code .fifo} makes it one. */
    String queue(String name, Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(attributes);
        if (name.endsWith(".fifo")) {
            all.put("FifoQueue", "true");
        }
        return sqs.queues
                .createQueue(new CreateQueueRequest(name, all, null), owner())
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
        return sqs.messages.sendMessage(request.build(), owner());
    }

    /** What a receiver of up to ten messages gets at once, with all their attributes. */
    List<Message> receive(String queue) {
        return receive(ReceiveMessageRequest.builder().queueUrl(queue).maxNumberOfMessages(10));
    }

    List<Message> receive(ReceiveMessageRequest.Builder request) {
        List<Message> messages = sqs.messages
                .receiveMessage(
                        request.messageSystemAttributeNames(List.of("All"))
                                .messageAttributeNames(List.of("All"))
                                .build(),
                        owner())
                .messages();
        return messages == null ? List.of() : messages;
    }

    List<String> bodies(String queue) {
        return receive(queue).stream().map(Message::body).toList();
    }

    void delete(String queue, Message message) {
        sqs.messages.deleteMessage(new DeleteMessageRequest(queue, message.receiptHandle()), owner());
    }

    void hide(String queue, Message message, int seconds) {
        sqs.messages.changeMessageVisibility(
                new ChangeMessageVisibilityRequest(queue, message.receiptHandle(), seconds), owner());
    }

    Map<String, String> attributes(String queue) {
        Map<String, String> attributes = sqs.queues
                .getQueueAttributes(new GetQueueAttributesRequest(queue, List.of("All")), owner())
                .attributes();
        return attributes == null ? Map.of() : attributes;
    }

    void set(String queue, String attribute, String value) {
        sqs.queues.setQueueAttributes(new SetQueueAttributesRequest(queue, Map.of(attribute, value)), owner());
    }

    /** Visible, in flight and delayed. */
    List<Integer> counts(String queue) {
        Map<String, String> attributes = attributes(queue);
        return List.of(
                Integer.valueOf(attributes.get("ApproximateNumberOfMessages")),
                Integer.valueOf(attributes.get("ApproximateNumberOfMessagesNotVisible")),
                Integer.valueOf(attributes.get("ApproximateNumberOfMessagesDelayed")));
    }

    /** How many rows the store holds, of whatever kind. */
    int rows() {
        int[] rows = new int[1];
        try (StoreView view = store.view()) {
            view.scan(new byte[] {0}, new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff}, false, (key, value) -> {
                rows[0]++;
                return true;
            });
        }
        return rows[0];
    }

    /** A call of the root user. */
    Undecided owner() {
        return by(ACCOUNT);
    }

    /** A call of the root user of an account. */
    Undecided by(AccountId account) {
        Caller caller = new Caller(new Principal.Root(account), Optional.empty(), Optional.of("test"));
        return new FakeCall(account, caller, store.view(), "r-" + calls.incrementAndGet(), clock.now());
    }

    private static final class MovedClock implements Clock {
        private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public Instant wall() {
            return now;
        }

        @Override
        public Instant virtualAt(Instant wall) {
            return wall;
        }
    }

    /** Nobody but accounts. */
    private static final class NoPrincipals implements PolicyPrincipals {
        @Override
        public boolean exists(View view, String entry) {
            return !entry.contains(":user/");
        }

        @Override
        public String pin(View view, String document) {
            return document;
        }

        @Override
        public String show(View view, String pinned) {
            return pinned;
        }
    }

    private record FakeCall(AccountId account, Caller caller, View view, String requestId, Instant instant)
            implements Undecided {
        @Override
        public Region region() {
            return Region.US_EAST_1;
        }

        @Override
        public Origin origin() {
            return new Origin(
                    Optional.of("127.0.0.1"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    "http://localhost");
        }

        @Override
        public boolean refused(int requirement) {
            return false;
        }

        @Override
        public Optional<Admission> admission() {
            return Optional.empty();
        }
    }
}
