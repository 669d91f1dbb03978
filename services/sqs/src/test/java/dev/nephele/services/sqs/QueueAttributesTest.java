package dev.nephele.services.sqs;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.sqs.*;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the owner of a queue says about it (SQS API Reference, SetQueueAttributes). */
class QueueAttributesTest {
    @AutoClose
    private final SqsCloud cloud = new SqsCloud();

    private final String queue = cloud.queue("q");

    @Test
    void haveDefaults() {
        assertThat(cloud.attributes(queue))
                .containsEntry("VisibilityTimeout", "30")
                .containsEntry("MaximumMessageSize", "1048576")
                .containsEntry("MessageRetentionPeriod", "345600")
                .containsEntry("DelaySeconds", "0")
                .containsEntry("ReceiveMessageWaitTimeSeconds", "0")
                .containsEntry("SqsManagedSseEnabled", "true")
                .containsEntry("QueueArn", "arn:aws:sqs:us-east-1:111122223333:q")
                .containsEntry("ApproximateNumberOfMessages", "0")
                .doesNotContainKeys("FifoQueue", "Policy", "RedrivePolicy", "KmsMasterKeyId");
        assertThat(cloud.attributes(cloud.queue("q.fifo")))
                .containsEntry("FifoQueue", "true")
                .containsEntry("ContentBasedDeduplication", "false")
                .containsEntry("DeduplicationScope", "queue")
                .containsEntry("FifoThroughputLimit", "perQueue");
    }

    @ParameterizedTest
    @CsvSource({
        "DelaySeconds, 0, 900",
        "MaximumMessageSize, 1024, 1048576",
        "MessageRetentionPeriod, 60, 1209600",
        "ReceiveMessageWaitTimeSeconds, 0, 20",
        "VisibilityTimeout, 0, 43200",
    })
    void numbersHaveBounds(String attribute, int least, int most) {
        for (int good : new int[] {least, most}) {
            cloud.set(queue, attribute, Integer.toString(good));
            assertThat(cloud.attributes(queue)).containsEntry(attribute, Integer.toString(good));
        }
        for (String bad : List.of(Integer.toString(least - 1), Integer.toString(most + 1), "", "ten", "1.5")) {
            refuses(
                    "InvalidAttributeValue",
                    400,
                    "Invalid value for the parameter " + attribute + ".",
                    () -> cloud.set(queue, attribute, bad));
        }
    }

    @Test
    void thatAreUnknownAreRefused() {
        refuses("InvalidAttributeName", 400, "Unknown Attribute Colour.", () -> cloud.set(queue, "Colour", "blue"));
        refuses(
                "InvalidAttributeName",
                400,
                "Unknown Attribute Colour.",
                () -> cloud.root()
                        .call(
                                SqsOperations.GET_QUEUE_ATTRIBUTES,
                                new GetQueueAttributesRequest(queue, List.of("Colour"))));
    }

    @Test
    void onesOfFifoQueuesAreForThemOnly() {
        refuses(
                "InvalidAttributeName",
                400,
                "Unknown Attribute FifoQueue.",
                () -> cloud.set(queue, "FifoQueue", "true"));
        refuses(
                "InvalidAttributeName",
                400,
                "Unknown Attribute ContentBasedDeduplication.",
                () -> cloud.set(queue, "ContentBasedDeduplication", "true"));
        refuses(
                "InvalidAttributeName",
                400,
                "You can specify the DeduplicationScope only when FifoQueue is set to true.",
                () -> cloud.set(queue, "DeduplicationScope", "queue"));
        String fifo = cloud.queue("q.fifo");
        refuses(
                "InvalidAttributeValue",
                400,
                "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.",
                () -> cloud.set(fifo, "FifoQueue", "false"));
    }

    @Test
    void booleansMayBeWrittenInAnyCase() {
        String fifo = cloud.queue("q.fifo");
        cloud.set(fifo, "ContentBasedDeduplication", "True");
        assertThat(cloud.attributes(fifo)).containsEntry("ContentBasedDeduplication", "true");
    }

    @Test
    void oneKindOfEncryptionAtATime() {
        cloud.set(queue, "KmsMasterKeyId", "alias/aws/sqs");
        assertThat(cloud.attributes(queue))
                .containsEntry("SqsManagedSseEnabled", "false")
                .containsEntry("KmsMasterKeyId", "alias/aws/sqs")
                .containsEntry("KmsDataKeyReusePeriodSeconds", "300");
        cloud.set(queue, "SqsManagedSseEnabled", "true");
        assertThat(cloud.attributes(queue)).doesNotContainKeys("KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds");
        refuses(
                "InvalidAttributeName",
                400,
                "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS"
                        + " SSE.",
                () -> cloud.root()
                        .call(
                                SqsOperations.SET_QUEUE_ATTRIBUTES,
                                new SetQueueAttributesRequest(
                                        queue, Map.of("KmsMasterKeyId", "k", "SqsManagedSseEnabled", "true"))));
    }

    @Test
    void areChangedTogetherOrNotAtAll() {
        refuses(
                "InvalidAttributeValue",
                400,
                "Invalid value for the parameter DelaySeconds.",
                () -> cloud.root()
                        .call(
                                SqsOperations.SET_QUEUE_ATTRIBUTES,
                                new SetQueueAttributesRequest(
                                        queue, Map.of("VisibilityTimeout", "7", "DelaySeconds", "901"))));
        assertThat(cloud.attributes(queue)).containsEntry("VisibilityTimeout", "30");
    }

    @Test
    void knowWhenTheyWereChanged() {
        String created = cloud.attributes(queue).get("CreatedTimestamp");
        cloud.advance(Duration.ofSeconds(10));
        cloud.set(queue, "DelaySeconds", "1");
        assertThat(cloud.attributes(queue)).containsEntry("CreatedTimestamp", created);
        assertThat(Long.parseLong(cloud.attributes(queue).get("LastModifiedTimestamp")))
                .isEqualTo(Long.parseLong(created) + 10);
    }
}
