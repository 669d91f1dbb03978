package dev.nephele.services.sqs;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Requirement;
import dev.nephele.model.ServiceException;
import dev.nephele.model.sqs.*;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a request needs to be allowed, and what a queue's policy may say. */
class PermissionsTest {
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},
            "Action":"sqs:*","Resource":"arn:aws:sqs:us-east-1:111122223333:q"}]}""";

    @AutoClose
    private final SqsCloud cloud = new SqsCloud();

    private final String queue = cloud.queue("q", Map.of("Policy", POLICY));

    private static List<String> actions(List<Requirement> rule) {
        return rule.stream().map(Requirement::action).toList();
    }

    @Test
    void areAskedForOnTheQueue() {
        List<Requirement> rule = cloud.root()
                .requirements(
                        SqsOperations.RECEIVE_MESSAGE,
                        ReceiveMessageRequest.builder().queueUrl(queue).build());
        assertThat(actions(rule)).containsExactly("sqs:ReceiveMessage");
        assertThat(rule.getFirst().resource()).hasToString("arn:aws:sqs:us-east-1:111122223333:q");
        assertThat(rule.getFirst().policy())
                .as("the queue's own policy is asked too")
                .isPresent();
    }

    @Test
    void ofBatchesAreThoseOfOneMessage() {
        assertThat(actions(cloud.root()
                        .requirements(SqsOperations.SEND_MESSAGE_BATCH, new SendMessageBatchRequest(queue, List.of()))))
                .containsExactly("sqs:SendMessage");
        assertThat(actions(cloud.root()
                        .requirements(
                                SqsOperations.DELETE_MESSAGE_BATCH, new DeleteMessageBatchRequest(queue, List.of()))))
                .containsExactly("sqs:DeleteMessage");
        assertThat(actions(cloud.root()
                        .requirements(
                                SqsOperations.CHANGE_MESSAGE_VISIBILITY_BATCH,
                                new ChangeMessageVisibilityBatchRequest(queue, List.of()))))
                .containsExactly("sqs:ChangeMessageVisibility");
    }

    @Test
    void toMakeAQueueWithTagsIncludeTagging() {
        assertThat(actions(cloud.root()
                        .requirements(
                                SqsOperations.CREATE_QUEUE,
                                new CreateQueueRequest("new", null, Map.of("team", "data")))))
                .containsExactly("sqs:CreateQueue", "sqs:TagQueue");
        assertThat(actions(cloud.root()
                        .requirements(SqsOperations.CREATE_QUEUE, new CreateQueueRequest("new", null, null))))
                .containsExactly("sqs:CreateQueue");
    }

    /** SQS API Reference: "Cross-account permissions don't apply to this action." */
    @Test
    void ofTheOwnerAreNotGivenAwayByAPolicy() {
        DeleteQueueRequest request = new DeleteQueueRequest(queue);
        assertThat(cloud.root()
                        .requirements(SqsOperations.DELETE_QUEUE, request)
                        .getFirst()
                        .policy())
                .isPresent();
        assertThat(cloud.stranger()
                        .requirements(SqsOperations.DELETE_QUEUE, request)
                        .getFirst()
                        .policy())
                .isEmpty();
        assertThat(cloud.stranger()
                        .requirements(SqsOperations.PURGE_QUEUE, new PurgeQueueRequest(queue))
                        .getFirst()
                        .policy())
                .isPresent();
    }

    @Test
    void areShownAsThePolicyThatWasSet() {
        assertThat(cloud.attributes(queue)).containsEntry("Policy", POLICY);
        cloud.set(queue, "Policy", "");
        assertThat(cloud.attributes(queue)).doesNotContainKey("Policy");
    }

    @Test
    void areWrittenInAPolicyThatMakesSense() {
        List<String> bad = List.of(
                "no JSON",
                POLICY.replace("sqs:*", "s3:*"),
                POLICY.replace("Allow", "Perhaps"),
                POLICY.replace("444455556666", "arn:aws:iam::111122223333:user/nobody"));
        for (String policy : bad) {
            refuses(
                    "InvalidAttributeValue",
                    400,
                    "Invalid value for the parameter Policy.",
                    () -> cloud.set(queue, "Policy", policy));
        }
        assertThat(cloud.attributes(queue)).containsEntry("Policy", POLICY);
    }

    @Test
    void areNoLongerThanAPolicyMayBe() {
        ServiceException refusal = Assertions.catchThrowableOfType(
                ServiceException.class, () -> cloud.set(queue, "Policy", POLICY + " ".repeat(8_192)));
        assertThat(refusal.code()).isEqualTo("OverLimit");
        assertThat(refusal.status()).as("that of the model").isEqualTo(403);
    }
}
