package dev.nephele.services.sqs.message;

import dev.nephele.model.sqs.Message;
import dev.nephele.model.sqs.MessageAttributeValue;
import dev.nephele.model.sqs.ReceiveMessageRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a receiver wants to see of a message.
 *
 * @param system names of system attributes, or {@code All}
 * @param user names of message attributes, {@code All}, {@code .*}, or beginnings with {@code .*}
 */
record Shown(Set<String> system, List<String> user) {
    static Shown of(ReceiveMessageRequest request) {
        Set<String> system = new HashSet<>();
        if (request.attributeNames() != null) {
            system.addAll(request.attributeNames());
        }
        if (request.messageSystemAttributeNames() != null) {
            system.addAll(request.messageSystemAttributeNames());
        }
        return new Shown(system, request.messageAttributeNames() == null ? List.of() : request.messageAttributeNames());
    }

    Message of(Receiving.Received received) {
        StoredMessage message = received.message();
        Map<String, MessageDigests.Attribute> chosen = new TreeMap<>();
        message.attributes().forEach((name, attribute) -> {
            if (user.stream().anyMatch(pattern -> matches(pattern, name))) {
                chosen.put(name, attribute);
            }
        });
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        chosen.forEach((name, attribute) -> attributes.put(
                name,
                MessageAttributeValue.builder()
                        .dataType(attribute.dataType())
                        .stringValue(attribute.text())
                        .binaryValue(attribute.binary())
                        .build()));
        Map<String, String> told = told(received);
        return Message.builder()
                .messageId(message.id())
                .receiptHandle(new Receipt(received.place(), received.delivery().count()).handle())
                .md5OfBody(MessageDigests.ofBody(message.body()))
                .body(message.body())
                .attributes(told.isEmpty() ? null : told)
                .md5OfMessageAttributes(MessageDigests.ofAttributes(chosen))
                .messageAttributes(attributes.isEmpty() ? null : attributes)
                .build();
    }

    private static boolean matches(String pattern, String name) {
        return pattern.equals("All")
                || pattern.equals(name)
                || pattern.endsWith(".*") && name.startsWith(pattern.substring(0, pattern.length() - 2));
    }

    private Map<String, String> told(Receiving.Received received) {
        StoredMessage message = received.message();
        Map<String, String> all = new TreeMap<>();
        all.put("SenderId", message.sender());
        all.put("SentTimestamp", Long.toString(message.sent().toEpochMilli()));
        all.put("ApproximateReceiveCount", Integer.toString(received.delivery().count()));
        all.put(
                "ApproximateFirstReceiveTimestamp",
                Long.toString(received.delivery().first().toEpochMilli()));
        message.group().ifPresent(group -> all.put("MessageGroupId", group));
        message.deduplicationId().ifPresent(id -> all.put("MessageDeduplicationId", id));
        message.number().ifPresent(number -> all.put("SequenceNumber", number));
        message.trace().ifPresent(trace -> all.put("AWSTraceHeader", trace));
        message.source().ifPresent(source -> all.put("DeadLetterQueueSourceArn", source));
        if (!system.contains("All")) {
            all.keySet().retainAll(system);
        }
        return all;
    }
}
