package dev.nephele.wire.xml;

import dev.nephele.model.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that lists and maps have in a service's query form, where its model says them no more because it has moved to
 * JSON. SQS is the one such service: its clients before 2023 send these names and read them.
 *
 * <p>Source: request and response examples of the SQS API Reference, version 2012-11-05.
 */
public final class QueryNames {
    /** Nothing is lost: the model's names hold. */
    public static final QueryNames NONE = new QueryNames(Map.of(), null);

    private static final QueryNames SQS = new QueryNames(
            Map.ofEntries(
                    list("AWSAccountIdList", "AWSAccountId"),
                    list("ActionNameList", "ActionName"),
                    list("AttributeNameList", "AttributeName"),
                    list("MessageSystemAttributeList", "MessageSystemAttributeName"),
                    list("MessageAttributeNameList", "MessageAttributeName"),
                    list("TagKeyList", "TagKey"),
                    list("StringList", "StringListValue"),
                    list("BinaryList", "BinaryListValue"),
                    list("MessageList", "Message"),
                    list("QueueUrlList", "QueueUrl"),
                    list("BatchResultErrorEntryList", "BatchResultErrorEntry"),
                    list("SendMessageBatchRequestEntryList", "SendMessageBatchRequestEntry"),
                    list("SendMessageBatchResultEntryList", "SendMessageBatchResultEntry"),
                    list("DeleteMessageBatchRequestEntryList", "DeleteMessageBatchRequestEntry"),
                    list("DeleteMessageBatchResultEntryList", "DeleteMessageBatchResultEntry"),
                    list("ChangeMessageVisibilityBatchRequestEntryList", "ChangeMessageVisibilityBatchRequestEntry"),
                    list("ChangeMessageVisibilityBatchResultEntryList", "ChangeMessageVisibilityBatchResultEntry"),
                    list("ListMessageMoveTasksResultEntryList", "ListMessageMoveTasksResultEntry"),
                    map("QueueAttributeMap", "Attribute", "Name"),
                    map("MessageSystemAttributeMap", "Attribute", "Name"),
                    map("MessageBodyAttributeMap", "MessageAttribute", "Name"),
                    map("MessageBodySystemAttributeMap", "MessageSystemAttribute", "Name"),
                    map("TagMap", "Tag", "Key")),
            "http://queue.amazonaws.com/doc/2012-11-05/");

    /**
     * How a list or map is written: always flattened.
     *
     * @param name the name of each item
     * @param key the name of a map's key; its value is called {@code Value}
     */
    public record Row(String name, String key) {}

    private final Map<String, Row> rows;
    private final @Nullable String namespace;

    private QueryNames(Map<String, Row> rows, @Nullable String namespace) {
        this.rows = rows;
        this.namespace = namespace;
    }

    private static Map.Entry<String, Row> list(String shape, String name) {
        return Map.entry(shape, new Row(name, ""));
    }

    private static Map.Entry<String, Row> map(String shape, String name, String key) {
        return Map.entry(shape, new Row(name, key));
    }

    /** The lost names of a service. */
    public static QueryNames of(String service) {
        return service.equals("sqs") ? SQS : NONE;
    }

    /** The names of a list or map shape, or null where the model's hold. */
    public @Nullable Row of(Schema shape) {
        return rows.isEmpty() ? null : rows.get(shape.name());
    }

    /** The namespace of answers that the model does not say, or null. */
    public @Nullable String namespace() {
        return namespace;
    }
}
