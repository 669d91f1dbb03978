package dev.nephele.services.sqs.message;

import dev.nephele.model.ServiceException;
import dev.nephele.model.sqs.InvalidMessageContents;
import dev.nephele.model.sqs.MessageAttributeValue;
import dev.nephele.model.sqs.MessageSystemAttributeValue;
import dev.nephele.services.sqs.queue.Problems;
import dev.nephele.services.sqs.queue.QueueAttributes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody wants to send, checked against the rules for messages and those of its queue.
 *
 * @param delay in seconds; null for the queue's
 */
record Draft(
        String body,
        @Nullable Integer delay,
        Map<String, MessageDigests.Attribute> attributes,
        Map<String, MessageDigests.Attribute> system,
        @Nullable String deduplicationId,
        @Nullable String group) {
    private static final int MOST_ATTRIBUTES = 10;
    private static final int LONGEST_DELAY = 900;
    private static final String TRACE = "AWSTraceHeader";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,256}");
    private static final Pattern ID = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");

    /** The members that a message and an entry of a batch share. */
    static Draft of(
            String body,
            @Nullable Integer delay,
            @Nullable Map<String, MessageAttributeValue> attributes,
            @Nullable Map<String, MessageSystemAttributeValue> system,
            @Nullable String deduplicationId,
            @Nullable String group) {
        Map<String, MessageDigests.Attribute> user = new TreeMap<>();
        if (attributes != null) {
            attributes.forEach((name, value) -> user.put(name, attribute(name, value)));
        }
        Map<String, MessageDigests.Attribute> traced = new TreeMap<>();
        if (system != null) {
            system.forEach((name, value) -> traced.put(
                    name, new MessageDigests.Attribute(value.dataType(), value.stringValue(), value.binaryValue())));
        }
        return new Draft(body, delay, user, traced, deduplicationId, group);
    }

    private static MessageDigests.Attribute attribute(String name, MessageAttributeValue value) {
        if (value.stringListValues() != null && !value.stringListValues().isEmpty()
                || value.binaryListValues() != null && !value.binaryListValues().isEmpty()) {
            throw ServiceException.of(
                    "UnsupportedOperation",
                    400,
                    "Message attribute list values in SendMessage operation are not supported.");
        }
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        if (!NAME.matcher(name).matches()
                || lower.startsWith("aws.")
                || lower.startsWith("amazon.")
                || name.startsWith(".")
                || name.endsWith(".")
                || name.contains("..")) {
            throw Problems.invalidValue("Message (user) attribute name '" + name + "' is invalid.");
        }
        String type = value.dataType();
        String kind = type.contains(".") ? type.substring(0, type.indexOf('.')) : type;
        boolean text = kind.equals("String") || kind.equals("Number");
        if (!text && !kind.equals("Binary")) {
            throw Problems.invalidValue("The type of message (user) attribute '" + name
                    + "' is invalid. You must use only the following supported type prefixes: Binary, Number, String.");
        }
        boolean empty = text
                ? value.stringValue() == null || value.stringValue().isEmpty()
                : value.binaryValue() == null || value.binaryValue().size() == 0;
        if (empty) {
            throw Problems.invalidValue(
                    "Message (user) attribute '" + name + "' must contain a non-empty value of type '" + kind + "'.");
        }
        if (kind.equals("Number") && !isNumber(String.valueOf(value.stringValue()))) {
            throw Problems.invalidValue("Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
        return new MessageDigests.Attribute(type, text ? value.stringValue() : null, text ? null : value.binaryValue());
    }

    private static boolean isNumber(String text) {
        try {
            return text.length() <= 128 && new java.math.BigDecimal(text).precision() > 0;
        } catch (NumberFormatException notOne) {
            return false;
        }
    }

    /**
     * Holds the draft against the queue.
     *
     * @param fifo whether the queue is one
     * @throws ServiceException {@code MissingParameter}, {@code InvalidParameterValue}, {@code InvalidMessageContents}
     */
    void require(QueueAttributes queue, boolean fifo) {
        if (body.isEmpty()) {
            throw Problems.missing("MessageBody");
        }
        body.codePoints().filter(c -> !isAllowed(c)).findFirst().ifPresent(c -> {
            throw new InvalidMessageContents(
                    "Invalid binary character '#x" + Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT)
                            + "' was found in the message body, the set of allowed characters is #x9 | #xA | #xD | #x20 to"
                            + " #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
        });
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw Problems.invalidValue("Number of message attributes [" + attributes.size()
                    + "] exceeds the allowed maximum [" + MOST_ATTRIBUTES + "].");
        }
        for (String name : system.keySet()) {
            if (!name.equals(TRACE)) {
                throw Problems.invalidValue("Message system attribute name '" + name + "' is invalid.");
            }
        }
        if (size() > queue.maximumMessageSize()) {
            throw new TooLong(queue.maximumMessageSize());
        }
        requireDelay(fifo);
        requireId("MessageGroupId", group);
        requireId("MessageDeduplicationId", deduplicationId);
        if (fifo && group == null) {
            throw Problems.missing("MessageGroupId");
        }
        if (fifo && deduplicationId == null && !queue.contentBasedDeduplication()) {
            throw Problems.invalidValue("The queue should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
        if (!fifo && deduplicationId != null) {
            throw Problems.invalidValue(
                    deduplicationId,
                    "MessageDeduplicationId",
                    "The request include parameter that is not valid for this queue type.");
        }
    }

    private void requireDelay(boolean fifo) {
        if (delay == null) {
            return;
        }
        if (delay < 0 || delay > LONGEST_DELAY) {
            throw Problems.invalidValue(delay, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
        }
        if (fifo && delay > 0) {
            throw Problems.invalidValue(
                    delay, "DelaySeconds", "The request include parameter that is not valid for this queue type.");
        }
    }

    static void requireId(String parameter, @Nullable String id) {
        if (id != null && !ID.matcher(id).matches()) {
            throw Problems.invalidValue(
                    id,
                    parameter,
                    parameter + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
    }

    private static boolean isAllowed(int c) {
        return c == 0x9
                || c == 0xA
                || c == 0xD
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }

    /** Body and attributes, in bytes. */
    int size() {
        int size = body.getBytes(StandardCharsets.UTF_8).length;
        for (Map.Entry<String, MessageDigests.Attribute> attribute : attributes.entrySet()) {
            size += attribute.getKey().getBytes(StandardCharsets.UTF_8).length
                    + attribute.getValue().size();
        }
        return size;
    }

    Optional<String> trace() {
        MessageDigests.Attribute trace = system.get(TRACE);
        return trace == null ? Optional.empty() : Optional.ofNullable(trace.text());
    }

    /** A message that is longer than its queue allows, which batches word in their own way. */
    static final class TooLong extends ServiceException {
        private static final long serialVersionUID = 1;

        private final int most;

        TooLong(int most) {
            super(
                    "InvalidParameterValueException",
                    400,
                    true,
                    "One or more parameters are invalid. Reason: Message must be shorter than " + most + " bytes.");
            this.most = most;
        }

        String inBatch() {
            return "One or more parameters cannot be validated. Reason: Message must be shorter than " + most
                    + " bytes.";
        }
    }
}
