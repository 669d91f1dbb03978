package dev.nephele.services.sns;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Requirement;
import dev.nephele.model.sns.*;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Topics carry tags. */
class SnsTopicTagsTest {
    private static final String ARN = SnsTopicsTest.ARNS + "orders";

    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud = Cloud.of(ground, new Sns(ground.store(), ground.key(), ground.directory()).served());

    private void create(Tag... tags) {
        cloud.root().call(SnsOperations.CREATE_TOPIC, new CreateTopicInput("orders", null, List.of(tags), null));
    }

    private void tag(Tag... tags) {
        cloud.root().call(SnsOperations.TAG_RESOURCE, new TagResourceRequest(ARN, List.of(tags)));
    }

    private List<Tag> tags() {
        return cloud.root()
                .call(SnsOperations.LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceRequest(ARN))
                .tags();
    }

    @Test
    void areSetChangedAndTakenAway() {
        create(new Tag("team", "a"));
        tag(new Tag("team", "b"), new Tag("stage", ""));
        assertThat(tags()).containsExactly(new Tag("stage", ""), new Tag("team", "b"));
        cloud.root().call(SnsOperations.UNTAG_RESOURCE, new UntagResourceRequest(ARN, List.of("team", "absent")));
        assertThat(tags()).containsExactly(new Tag("stage", ""));
    }

    @Test
    void areAtMostFifty() {
        create(IntStream.range(0, 50).mapToObj(i -> new Tag("k" + i, "v")).toArray(Tag[]::new));
        refuses("TagLimitExceeded", 400, () -> tag(new Tag("one", "more")));
        assertThat(tags()).hasSize(50);
    }

    @Test
    void haveKeysOfTheirOwn() {
        create();
        refuses("InvalidParameter", 400, () -> tag(new Tag("aws:x", "v")));
        refuses("InvalidParameter", 400, () -> tag(new Tag("k", "v"), new Tag("k", "w")));
        refuses("ValidationError", 400, () -> tag(new Tag("k".repeat(129), "v")));
        assertThat(tags()).isEmpty();
    }

    @Test
    void areThoseOfATopicThatExists() {
        refuses("ResourceNotFound", 404, "Resource does not exist", this::tags);
        refuses("ResourceNotFound", 404, "Resource does not exist", () -> tag(new Tag("k", "v")));
    }

    @Test
    void goAlongWithTheDecision() {
        create(new Tag("team", "a"));
        Requirement tagging = cloud.root()
                .requirements(SnsOperations.TAG_RESOURCE, new TagResourceRequest(ARN, List.of(new Tag("stage", "x"))))
                .getFirst();
        assertThat(tagging.action()).isEqualTo("sns:TagResource");
        assertThat(tagging.context())
                .containsEntry("aws:ResourceTag/team", List.of("a"))
                .containsEntry("aws:RequestTag/stage", List.of("x"))
                .containsEntry("aws:TagKeys", List.of("stage"));
        assertThat(cloud.root()
                        .requirements(
                                SnsOperations.CREATE_TOPIC,
                                new CreateTopicInput("new", null, List.of(new Tag("k", "v")), "{}")))
                .extracting(Requirement::action)
                .containsExactly("sns:CreateTopic", "sns:TagResource", "sns:PutDataProtectionPolicy");
    }
}
