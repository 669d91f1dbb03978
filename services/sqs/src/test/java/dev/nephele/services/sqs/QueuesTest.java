package dev.nephele.services.sqs;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.sqs.*;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Queues are made, found, listed, purged and deleted. */
class QueuesTest {
    private static final String NO_QUEUE = "The specified queue does not exist.";

    @AutoClose
    private final SqsCloud cloud = new SqsCloud();

    private ListQueuesResult list(String prefix, String token, Integer most) {
        return cloud.root().call(SqsOperations.LIST_QUEUES, new ListQueuesRequest(prefix, token, most));
    }

    private void purge(String queue) {
        cloud.root().call(SqsOperations.PURGE_QUEUE, new PurgeQueueRequest(queue));
    }

    @Test
    void itsUrlNamesAccountAndQueue() {
        assertThat(cloud.queue("orders")).isEqualTo("http://localhost/111122223333/orders");
        assertThat(cloud.root()
                        .call(SqsOperations.GET_QUEUE_URL, new GetQueueUrlRequest("orders", null))
                        .queueUrl())
                .isEqualTo("http://localhost/111122223333/orders");
    }

    @Test
    void isMadeOnceHoweverOftenItIsAskedFor() {
        String queue = cloud.queue("orders", Map.of("DelaySeconds", "5"));
        cloud.send(SendMessageRequest.builder().queueUrl(queue).messageBody("m").delaySeconds(0));
        assertThat(cloud.queue("orders", Map.of("DelaySeconds", "5"))).isEqualTo(queue);
        assertThat(cloud.queue("orders")).as("what is not asked for may differ").isEqualTo(queue);
        assertThat(cloud.bodies(queue)).containsExactly("m");
    }

    @Test
    void isNotMadeAgainWithOtherAttributes() {
        cloud.queue("orders", Map.of("DelaySeconds", "5"));
        refuses(
                "QueueAlreadyExists",
                400,
                "A queue already exists with the same name and a different value for attribute DelaySeconds",
                () -> cloud.queue("orders", Map.of("DelaySeconds", "6")));
    }

    @Test
    void itsNameHasLettersDigitsHyphensAndUnderscores() {
        cloud.queue("A-z_0");
        cloud.queue("x".repeat(80));
        for (String bad : List.of("x".repeat(81), "a.b", "a b", "ä")) {
            refuses(
                    "InvalidParameterValueException",
                    400,
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
                    () -> cloud.queue(bad));
        }
    }

    @Test
    void aFifoQueueIsOneByNameAndAttribute() {
        cloud.queue("orders.fifo");
        refuses(
                "InvalidParameterValueException",
                400,
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
                () -> cloud.root().call(SqsOperations.CREATE_QUEUE, new CreateQueueRequest("other.fifo", null, null)));
        refuses(
                "InvalidParameterValueException",
                400,
                "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end"
                        + " with .fifo suffix and be 1 to 80 in length.",
                () -> cloud.queue("other", Map.of("FifoQueue", "true")));
    }

    @Test
    void isListedByNameAPageAtATime() {
        for (String name : List.of("b-2", "a-1", "b-1", "b-3")) {
            cloud.queue(name);
        }
        assertThat(list("b", null, null).queueUrls()).hasSize(3);
        assertThat(list("c", null, null).queueUrls())
                .as("an empty list is left out")
                .isNull();
        List<String> found = new ArrayList<>();
        String token = null;
        do {
            ListQueuesResult page = list(null, token, 3);
            found.addAll(page.queueUrls());
            token = page.nextToken();
        } while (token != null);
        assertThat(found)
                .extracting(url -> url.substring(url.lastIndexOf('/') + 1))
                .containsExactly("a-1", "b-1", "b-2", "b-3");
        assertThat(list(null, null, null).nextToken())
                .as("a token comes to those who ask for pages")
                .isNull();
    }

    @Test
    void aTokenFitsOnlyTheListThatGaveIt() {
        List.of("b-1", "b-2").forEach(cloud::queue);
        String token = list("b", null, 1).nextToken();
        assertThat(list("b", token, 1).queueUrls()).hasSize(1);
        refusesToken(() -> list(null, token, 1));
        refusesToken(() -> list("b-", token, 1));
        refusesToken(() -> list("b", token.substring(1), 1));
        refusesToken(() -> list("b", "Yi0x", 1));
        refusesToken(() -> cloud.stranger().call(SqsOperations.LIST_QUEUES, new ListQueuesRequest("b", token, 1)));
    }

    private static void refusesToken(Runnable call) {
        refuses("InvalidParameterValueException", 400, "Invalid or expired next token.", call);
    }

    @Test
    void isPurgedOnceAMinute() {
        String queue = cloud.queue("orders");
        cloud.send(queue, "m");
        purge(queue);
        assertThat(cloud.counts(queue)).containsExactly(0, 0, 0);
        refuses(
                "AWS.SimpleQueueService.PurgeQueueInProgress",
                403,
                "Only one PurgeQueue operation on orders is allowed every 60 seconds.",
                () -> purge(queue));
        cloud.advance(Duration.ofSeconds(60));
        purge(queue);
    }

    @Test
    void aPurgeTakesWhatIsInFlightAndForgetsDuplicates() {
        String queue = cloud.queue("orders.fifo");
        cloud.send(queue, "g", "once");
        Message message = cloud.receive(queue).getFirst();
        purge(queue);
        cloud.delete(queue, message);
        cloud.send(queue, "g", "once");
        assertThat(cloud.bodies(queue)).containsExactly("once");
    }

    @Test
    void isGoneWithItsMessagesWhenDeleted() {
        String queue = cloud.queue("orders");
        cloud.send(queue, "m");
        cloud.root().call(SqsOperations.DELETE_QUEUE, new DeleteQueueRequest(queue));
        refuses("AWS.SimpleQueueService.NonExistentQueue", 400, NO_QUEUE, () -> cloud.send(queue, "m"));
        refuses("AWS.SimpleQueueService.NonExistentQueue", 400, NO_QUEUE, () -> cloud.receive(queue));
        assertThat(cloud.bodies(cloud.queue("orders"))).isEmpty();
    }

    @Test
    void isFoundByWhateverHostItsUrlNames() {
        cloud.queue("orders");
        cloud.send("https://sqs.us-east-1.amazonaws.com/111122223333/orders", "by AWS's URL");
        cloud.send("orders", "by its name");
        assertThat(cloud.bodies("http://other:1/111122223333/orders")).containsExactly("by AWS's URL", "by its name");
        refuses(
                "AccessDeniedException",
                403,
                "User: arn:aws:iam::111122223333:root is not authorized to perform: sqs:sendmessage on resource:"
                        + " arn:aws:sqs:us-east-1:444455556666:orders because no resource-based policy allows the"
                        + " sqs:sendmessage action",
                () -> cloud.send("http://localhost/444455556666/orders", "of another account"));
    }

    @Test
    void hasTags() {
        String queue = cloud.queue("orders");
        cloud.root().call(SqsOperations.TAG_QUEUE, new TagQueueRequest(queue, Map.of("a", "1", "b", "")));
        cloud.root().call(SqsOperations.TAG_QUEUE, new TagQueueRequest(queue, Map.of("a", "2")));
        assertThat(tags(queue)).isEqualTo(Map.of("a", "2", "b", ""));
        cloud.root().call(SqsOperations.UNTAG_QUEUE, new UntagQueueRequest(queue, List.of("a", "b", "unknown")));
        assertThat(tags(queue)).as("an empty map is left out").isNull();
        refuses(
                "InvalidParameterValueException",
                400,
                "Tag keys that start with aws: are reserved for system use.",
                () -> cloud.root().call(SqsOperations.TAG_QUEUE, new TagQueueRequest(queue, Map.of("aws:x", ""))));
    }

    private Map<String, String> tags(String queue) {
        return cloud.root()
                .call(SqsOperations.LIST_QUEUE_TAGS, new ListQueueTagsRequest(queue))
                .tags();
    }
}
