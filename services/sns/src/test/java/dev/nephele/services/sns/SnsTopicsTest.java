package dev.nephele.services.sns;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.sns.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics are made, shown, changed, listed and deleted. */
class SnsTopicsTest {
    static final String ARNS = "arn:aws:sns:us-east-1:111122223333:";

    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud = Cloud.of(ground, new Sns(ground.store(), ground.key(), ground.directory()).served());

    private String create(String name, Map<String, String> attributes, List<Tag> tags) {
        return cloud.root()
                .call(SnsOperations.CREATE_TOPIC, new CreateTopicInput(name, attributes, tags, null))
                .topicArn();
    }

    private String create(String name) {
        return create(name, Map.of(), List.of());
    }

    private Map<String, String> attributes(String arn) {
        return cloud.root()
                .call(SnsOperations.GET_TOPIC_ATTRIBUTES, new GetTopicAttributesInput(arn))
                .attributes();
    }

    private void set(String arn, String name, String value) {
        set(cloud.root(), arn, name, value);
    }

    private static void set(Client client, String arn, String name, String value) {
        client.call(SnsOperations.SET_TOPIC_ATTRIBUTES, new SetTopicAttributesInput(arn, name, value));
    }

    private static void refusesParameter(String what, Runnable call) {
        refuses("InvalidParameter", 400, "Invalid parameter: " + what, call);
    }

    @Test
    void hasAnArnOfItsNameAndTheAttributesThatAwsGives() {
        String arn = create("orders");
        assertThat(arn).isEqualTo(ARNS + "orders");
        assertThat(attributes(arn))
                .containsEntry("TopicArn", arn)
                .containsEntry("Owner", "111122223333")
                .containsEntry("DisplayName", "")
                .containsEntry("SubscriptionsConfirmed", "0")
                .doesNotContainKeys("FifoTopic", "ContentBasedDeduplication", "KmsMasterKeyId");
        assertThat(attributes(arn).get("Policy"))
                .contains("__default_policy_ID", "\"Resource\":\"" + arn + '"', "\"AWS:SourceOwner\":\"111122223333\"");
        assertThat(attributes(arn).get("EffectiveDeliveryPolicy"))
                .isEqualTo("{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":20,\"maxDelayTarget\":20,"
                        + "\"numRetries\":3,\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,\"numMinDelayRetries\":0,"
                        + "\"backoffFunction\":\"linear\"},\"disableSubscriptionOverrides\":false,"
                        + "\"defaultRequestPolicy\":{\"headerContentType\":\"text/plain; charset=UTF-8\"}}}");
    }

    @Test
    void isMadeOnceAndAnsweredAgain() {
        List<Tag> tags = List.of(new Tag("team", "a"));
        String arn = create("orders", Map.of("DisplayName", "Orders"), tags);
        assertThat(create("orders")).isEqualTo(arn);
        assertThat(create("orders", Map.of("DisplayName", "Orders", "SignatureVersion", "1"), tags))
                .isEqualTo(arn);
        refusesParameter(
                "Attributes Reason: Topic already exists with different attributes",
                () -> create("orders", Map.of("DisplayName", "Other"), List.of()));
        refusesParameter(
                "Tags Reason: Topic already exists with different tags",
                () -> create("orders", Map.of(), List.of(new Tag("team", "b"))));
        assertThat(attributes(arn)).containsEntry("DisplayName", "Orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "dot.ted", "orders.fifo", "umläut"})
    void itsNameHasLettersDigitsHyphensAndUnderscores(String name) {
        refusesParameter("Topic Name", () -> create(name));
    }

    @Test
    void itsNameHasAtMost256Characters() {
        assertThat(create("n".repeat(256))).endsWith("n");
        refusesParameter("Topic Name", () -> create("n".repeat(257)));
    }

    @Test
    void isFifoByNameAndAttribute() {
        String arn = create("orders.fifo", Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true"), List.of());
        assertThat(attributes(arn))
                .containsEntry("FifoTopic", "true")
                .containsEntry("ContentBasedDeduplication", "true")
                .containsEntry("FifoThroughputScope", "Topic");
        set(arn, "FifoThroughputScope", "MessageGroup");
        assertThat(attributes(arn)).containsEntry("FifoThroughputScope", "MessageGroup");
        refusesParameter("Topic Name", () -> create("orders", Map.of("FifoTopic", "true"), List.of()));
        refusesParameter("AttributeName", () -> set(arn, "FifoTopic", "false"));
        String standard = create("plain", Map.of("FifoTopic", "false"), List.of());
        assertThat(attributes(standard)).doesNotContainKey("FifoTopic");
        refusesParameter("AttributeName", () -> set(standard, "ContentBasedDeduplication", "true"));
    }

    @ParameterizedTest
    @CsvSource({
        "DisplayName, Orders of today",
        "KmsMasterKeyId, alias/aws/sns",
        "SignatureVersion, 2",
        "TracingConfig, Active",
        "HTTPSuccessFeedbackRoleArn, arn:aws:iam::111122223333:role/logs",
        "SQSSuccessFeedbackSampleRate, 100",
        "LambdaFailureFeedbackRoleArn, arn:aws:iam::111122223333:role/x/logs"
    })
    void keepsAttributesUntilAnEmptyTextTakesThemBack(String name, String value) {
        String arn = create("orders");
        set(arn, name, value);
        assertThat(attributes(arn)).containsEntry(name, value);
        set(arn, name, "");
        assertThat(attributes(arn).getOrDefault(name, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SignatureVersion, 3",
        "TracingConfig, On",
        "HTTPSuccessFeedbackRoleArn, logs",
        "SQSSuccessFeedbackSampleRate, 101"
    })
    void refusesValuesThatAnAttributeCannotHave(String name, String value) {
        String arn = create("orders");
        refusesParameter(name, () -> set(arn, name, value));
        refusesParameter("Attributes Reason: " + name, () -> create("other", Map.of(name, value), List.of()));
    }

    @Test
    void refusesAttributesThatItDoesNotHave() {
        String arn = create("orders");
        refusesParameter("AttributeName", () -> set(arn, "ArchivePolicy", "{}"));
        refusesParameter("AttributeName", () -> set(arn, "Owner", "444455556666"));
        refusesParameter("Attributes Reason: Nonsense", () -> create("other", Map.of("Nonsense", "1"), List.of()));
        refusesParameter(
                "Attributes Reason: DisplayName",
                () -> create("other", Map.of("DisplayName", "d".repeat(101)), List.of()));
    }

    @Test
    void showsTheDeliveryPolicyAndWhatItComesTo() {
        String arn = create("orders");
        String policy = "{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":50,\"maxDelayTarget\":60,"
                + "\"numNoDelayRetries\":3,\"backoffFunction\":\"exponential\"},"
                + "\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":10},\"disableSubscriptionOverrides\":true}}";
        set(arn, "DeliveryPolicy", policy);
        assertThat(attributes(arn)).containsEntry("DeliveryPolicy", policy);
        assertThat(attributes(arn).get("EffectiveDeliveryPolicy"))
                .contains("\"minDelayTarget\":20,\"maxDelayTarget\":60,\"numRetries\":50")
                .contains(
                        "\"disableSubscriptionOverrides\":true,\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":10}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nonsense | DeliveryPolicy: failed to parse JSON.
                    {"https":{}} | DeliveryPolicy: Unexpected JSON member: https
                    {"http":{"defaultHealthyRetryPolicy":{"numRetries":101}}} | DeliveryPolicy: http.defaultHealthyRetryPolicy.numRetries must be between 0 and 100
                    {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":21}}} | DeliveryPolicy: http.defaultHealthyRetryPolicy.minDelayTarget must be between 1 and maxDelayTarget
                    {"http":{"defaultHealthyRetryPolicy":{"numNoDelayRetries":4}}} | DeliveryPolicy: http.defaultHealthyRetryPolicy.numRetries must be at least the sum of the retries of its phases
                    {"http":{"defaultRequestPolicy":{"headerContentType":"text/pl\\u0022"}}} | DeliveryPolicy: http.defaultRequestPolicy.headerContentType is not supported
                    """)
    void refusesDeliveryPoliciesThatAreNone(String policy, String reason) {
        String arn = create("orders");
        refusesParameter(reason, () -> set(arn, "DeliveryPolicy", policy));
    }

    @Test
    void itsPolicyLetsOthersInAndNoFurther() {
        String arn = create("orders");
        refuses("AuthorizationError", 403, () -> attributesFor(cloud.root(Cloud.STRANGERS), arn));
        set(arn, "Policy", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},
                "Action":"sns:GetTopicAttributes","Resource":"%s"}]}""".formatted(arn));
        assertThat(attributesFor(cloud.root(Cloud.STRANGERS), arn)).containsEntry("TopicArn", arn);
        refuses("AuthorizationError", 403, () -> set(cloud.root(Cloud.STRANGERS), arn, "DisplayName", "mine"));
        refusesParameter("Policy Error: null", () -> set(arn, "Policy", "nonsense"));
        refusesParameter("Policy statement action out of service scope!", () -> set(arn, "Policy", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage",
                "Resource":"*"}]}"""));
    }

    private static Map<String, String> attributesFor(Client client, String arn) {
        return client.call(SnsOperations.GET_TOPIC_ATTRIBUTES, new GetTopicAttributesInput(arn))
                .attributes();
    }

    @Test
    void isListedByName() {
        List<String> arns = IntStream.range(0, 120)
                .mapToObj(i -> create("topic-%03d".formatted(i)))
                .toList();
        List<String> listed = new ArrayList<>();
        String token = null;
        do {
            ListTopicsResponse page = cloud.root().call(SnsOperations.LIST_TOPICS, new ListTopicsInput(token));
            page.topics().forEach(topic -> listed.add(topic.topicArn()));
            token = page.nextToken();
        } while (token != null);
        assertThat(listed).isEqualTo(arns);
        refusesParameter(
                "NextToken", () -> cloud.root().call(SnsOperations.LIST_TOPICS, new ListTopicsInput("nonsense")));
    }

    @Test
    void isGoneOnceDeletedAndMayBeDeletedTwice() {
        String arn = create("orders");
        cloud.root().call(SnsOperations.DELETE_TOPIC, new DeleteTopicInput(arn));
        cloud.root().call(SnsOperations.DELETE_TOPIC, new DeleteTopicInput(arn));
        refuses("NotFound", 404, "Topic does not exist", () -> attributes(arn));
        refuses("NotFound", 404, "Topic does not exist", () -> set(arn, "DisplayName", "x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    orders | TopicArn Reason: An ARN must have at least 6 elements, not 1
                    arn:aws:sns:eu-west-1:111122223333:orders | TopicArn
                    arn:aws:sqs:us-east-1:111122223333:orders | TopicArn
                    arn:aws:sns:us-east-1:111122223333:orders:0f4e | TopicArn
                    """)
    void refusesWhatNamesNoTopicOfTheRegion(String arn, String reason) {
        refusesParameter(reason, () -> attributes(arn));
    }
}
