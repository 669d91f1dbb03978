package dev.nephele.services.sqs.queue;

import dev.nephele.model.ServiceException;
import dev.nephele.model.sqs.InvalidAttributeName;
import dev.nephele.model.sqs.InvalidAttributeValue;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The attributes of a queue that its owner sets, as the strings AWS stores, checked. What was not set has AWS's default.
 *
 * <p>Source: SQS API Reference, CreateQueue and SetQueueAttributes; the default of MaximumMessageSize was observed in
 * 2025.
 */
public record QueueAttributes(Map<String, String> values) {
    public static final QueueAttributes NONE = new QueueAttributes(Map.of());

    private static final Map<String, Range> NUMBERS = Map.of(
            "DelaySeconds", new Range(0, 900, 0),
            "MaximumMessageSize", new Range(1024, 1_048_576, 1_048_576),
            "MessageRetentionPeriod", new Range(60, 1_209_600, 345_600),
            "ReceiveMessageWaitTimeSeconds", new Range(0, 20, 0),
            "VisibilityTimeout", new Range(0, 43_200, 30),
            "KmsDataKeyReusePeriodSeconds", new Range(60, 86_400, 300));
    private static final Set<String> TEXTS = Set.of("Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId");
    private static final Set<String> FIFO_ONLY = Set.of("DeduplicationScope", "FifoThroughputLimit");
    private static final Pattern BOOLEAN = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);

    private record Range(int min, int max, int preset) {}

    public QueueAttributes {
        values = Map.copyOf(values);
    }

    /**
     * These attributes with the given changes; an empty text removes an attribute that is a document.
     *
     * @param creating whether the queue is being made; its type cannot be changed later
     * @throws ServiceException InvalidAttributeName, InvalidAttributeValue
     */
    public QueueAttributes with(Map<String, String> changes, boolean fifo, boolean creating) {
        Map<String, String> next = new TreeMap<>(values);
        changes.forEach((name, value) -> {
            check(name, value, fifo, creating);
            if (value.isEmpty() && TEXTS.contains(name)) {
                next.remove(name);
            } else {
                next.put(name, stored(name, value));
            }
        });
        if (changes.containsKey("KmsMasterKeyId")) {
            if ("true".equalsIgnoreCase(changes.get("SqsManagedSseEnabled"))
                    && !changes.get("KmsMasterKeyId").isEmpty()) {
                throw new InvalidAttributeName("You can use one type of server-side encryption (SSE) at one time."
                        + " You can either enable KMS SSE or SQS SSE.");
            }
            next.put("SqsManagedSseEnabled", "false");
        } else if ("true".equalsIgnoreCase(changes.get("SqsManagedSseEnabled"))) {
            next.remove("KmsMasterKeyId");
        }
        QueueAttributes result = new QueueAttributes(next);
        if ("perMessageGroupId".equals(next.get("FifoThroughputLimit"))
                && !"messageGroup".equals(next.get("DeduplicationScope"))) {
            throw invalid("FifoThroughputLimit", "perMessageGroupId requires DeduplicationScope messageGroup.");
        }
        return result;
    }

    private static void check(String name, String value, boolean fifo, boolean creating) {
        Range range = NUMBERS.get(name);
        if (range != null) {
            if (!inRange(value, range)) {
                throw new InvalidAttributeValue("Invalid value for the parameter " + name + ".");
            }
        } else if (FIFO_ONLY.contains(name)) {
            if (!fifo) {
                throw new InvalidAttributeName("You can specify the " + name + " only when FifoQueue is set to true.");
            }
            String pattern = name.equals("DeduplicationScope") ? "queue|messageGroup" : "perQueue|perMessageGroupId";
            if (!value.matches(pattern)) {
                throw new InvalidAttributeValue("Invalid value for the parameter " + name + ".");
            }
        } else {
            checkOther(name, value, fifo, creating);
        }
    }

    private static void checkOther(String name, String value, boolean fifo, boolean creating) {
        switch (name) {
            case "FifoQueue" -> {
                if (!fifo) {
                    throw new InvalidAttributeName("Unknown Attribute FifoQueue.");
                }
                if (!creating && !value.equalsIgnoreCase("true")) {
                    throw invalid("FifoQueue", "Modifying queue type is not supported.");
                }
                requireBoolean(name, value);
            }
            case "ContentBasedDeduplication" -> {
                if (!fifo) {
                    throw new InvalidAttributeName("Unknown Attribute ContentBasedDeduplication.");
                }
                requireBoolean(name, value);
            }
            case "SqsManagedSseEnabled" -> requireBoolean(name, value);
            case "Policy" -> {}
            case "RedrivePolicy" -> {
                if (!value.isEmpty()) {
                    RedrivePolicy.parse(value);
                }
            }
            case "RedriveAllowPolicy" -> {
                if (!value.isEmpty()) {
                    RedrivePolicy.Allow.parse(value);
                }
            }
            case "KmsMasterKeyId" -> {}
            default -> throw new InvalidAttributeName("Unknown Attribute " + name + ".");
        }
    }

    private static boolean isBoolean(String name) {
        return name.equals("FifoQueue")
                || name.equals("ContentBasedDeduplication")
                || name.equals("SqsManagedSseEnabled");
    }

    /** The same value as it is stored: {@code True} is {@code true}. */
    public static String stored(String name, String value) {
        return isBoolean(name) ? value.toLowerCase(Locale.ROOT) : value;
    }

    private static void requireBoolean(String name, String value) {
        if (!BOOLEAN.matcher(value).matches()) {
            throw new InvalidAttributeValue("Invalid value for the parameter " + name + ".");
        }
    }

    private static ServiceException invalid(String name, String reason) {
        return new InvalidAttributeValue("Invalid value for the parameter " + name + ". Reason: " + reason);
    }

    private static boolean inRange(String value, Range range) {
        if (value.isEmpty() || value.length() > 9 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int number = Integer.parseInt(value);
        return number >= range.min() && number <= range.max();
    }

    private int number(String name) {
        String value = values.get(name);
        Range range = NUMBERS.get(name);
        return value != null ? Integer.parseInt(value) : range == null ? 0 : range.preset();
    }

    public Duration delay() {
        return Duration.ofSeconds(number("DelaySeconds"));
    }

    public Duration visibilityTimeout() {
        return Duration.ofSeconds(number("VisibilityTimeout"));
    }

    public Duration retention() {
        return Duration.ofSeconds(number("MessageRetentionPeriod"));
    }

    public Duration patience() {
        return Duration.ofSeconds(number("ReceiveMessageWaitTimeSeconds"));
    }

    public int maximumMessageSize() {
        return number("MaximumMessageSize");
    }

    public boolean contentBasedDeduplication() {
        return "true".equals(values.get("ContentBasedDeduplication"));
    }

    public boolean deduplicatesByGroup() {
        return "messageGroup".equals(values.get("DeduplicationScope"));
    }

    /** The policy as it is stored: pinned, by {@code QueuePolicies}. */
    public Optional<String> policy() {
        return Optional.ofNullable(values.get("Policy"));
    }

    public Optional<RedrivePolicy> redrive() {
        return Optional.ofNullable(values.get("RedrivePolicy")).map(RedrivePolicy::parse);
    }

    public Optional<RedrivePolicy.Allow> redriveAllow() {
        return Optional.ofNullable(values.get("RedriveAllowPolicy")).map(RedrivePolicy.Allow::parse);
    }

    /** All attributes a client is shown, defaults included. */
    public Map<String, String> shown(boolean fifo) {
        Map<String, String> shown = new TreeMap<>(values);
        for (String name : NUMBERS.keySet()) {
            if (!name.startsWith("Kms")) {
                shown.put(name, Integer.toString(number(name)));
            }
        }
        shown.putIfAbsent("SqsManagedSseEnabled", "true");
        if (values.containsKey("KmsMasterKeyId")) {
            shown.put("KmsDataKeyReusePeriodSeconds", Integer.toString(number("KmsDataKeyReusePeriodSeconds")));
        } else {
            shown.remove("KmsDataKeyReusePeriodSeconds");
        }
        if (fifo) {
            shown.put("FifoQueue", "true");
            shown.putIfAbsent("ContentBasedDeduplication", "false");
            shown.putIfAbsent("DeduplicationScope", "queue");
            shown.putIfAbsent("FifoThroughputLimit", "perQueue");
        }
        return shown;
    }
}
