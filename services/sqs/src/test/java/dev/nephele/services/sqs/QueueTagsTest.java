package dev.nephele.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.sqs.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueTagsTest {
    @AutoClose
    private final SqsCloud cloud = new SqsCloud();

    private final String queue = cloud.queue("jobs");

    private void tag(Client client, Map<String, String> tags) {
        client.call(SqsOperations.TAG_QUEUE, new TagQueueRequest(queue, tags));
    }

    private void untag(String... keys) {
        cloud.root().call(SqsOperations.UNTAG_QUEUE, new UntagQueueRequest(queue, List.of(keys)));
    }

    private Map<String, String> tags() {
        Map<String, String> tags = cloud.root()
                .call(SqsOperations.LIST_QUEUE_TAGS, new ListQueueTagsRequest(queue))
                .tags();
        return tags == null ? Map.of() : tags;
    }

    private static Map<String, String> many(int count) {
        return IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(number -> "key-" + number, number -> "value"));
    }

    @Test
    void areAddedToThoseThatAreThere() {
        assertThat(tags()).isEmpty();
        tag(cloud.root(), Map.of("team", "red", "stage", ""));
        tag(cloud.root(), Map.of("team", "blue", "Team", "green"));
        assertThat(tags()).isEqualTo(Map.of("team", "blue", "Team", "green", "stage", ""));
        untag("team", "absent");
        assertThat(tags()).isEqualTo(Map.of("Team", "green", "stage", ""));
    }

    @Test
    void areFiftyAtMost() {
        tag(cloud.root(), many(50));
        tag(cloud.root(), Map.of("key-7", "other"));
        Refusal refusal = Refusal.of(() -> tag(cloud.root(), Map.of("one", "more")));
        assertThat(refusal.code()).isEqualTo("InvalidParameterValueException");
        assertThat(refusal.message()).isEqualTo("Too many tags added for queue.");
        assertThat(tags()).hasSize(50).containsEntry("key-7", "other").doesNotContainKey("one");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "129, 1", "1, 257"})
    void haveBoundedKeysAndValues(int key, int value) {
        Map<String, String> tags = Map.of("k".repeat(key), "v".repeat(value));
        assertThat(Refusal.of(() -> tag(cloud.root(), tags)).code()).isEqualTo("InvalidParameterValueException");
        assertThat(tags()).isEmpty();
    }

    @Test
    void mayBeAsLongAsTheBounds() {
        Map<String, String> tags = Map.of("k".repeat(128), "v".repeat(256));
        tag(cloud.root(), tags);
        assertThat(tags()).isEqualTo(tags);
    }

    @Test
    void beginNotWithAws() {
        assertThat(Refusal.of(() -> tag(cloud.root(), Map.of("aws:stage", "test")))
                        .message())
                .isEqualTo("Tag keys that start with aws: are reserved for system use.");
    }

    @Test
    void decideWhoMaySetThem() {
        Client alice = cloud.user("alice", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:TagQueue","Resource":"*",
                "Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["team"]},
                "StringEquals":{"aws:RequestTag/team":"red"}}}]}""");
        tag(alice, Map.of("team", "red"));
        assertThat(Refusal.of(() -> tag(alice, Map.of("team", "blue"))).code()).isEqualTo("AccessDeniedException");
        assertThat(Refusal.of(() -> tag(alice, Map.of("team", "red", "stage", "test")))
                        .code())
                .isEqualTo("AccessDeniedException");
        assertThat(tags()).isEqualTo(Map.of("team", "red"));
    }

    @Test
    void areOfAQueueThatIsThere() {
        cloud.root().call(SqsOperations.DELETE_QUEUE, new DeleteQueueRequest(queue));
        for (Refusal refusal : List.of(
                Refusal.of(this::tags),
                Refusal.of(() -> tag(cloud.root(), Map.of("a", "b"))),
                Refusal.of(() -> untag("a")))) {
            assertThat(refusal.code()).isIn("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue");
        }
    }
}
