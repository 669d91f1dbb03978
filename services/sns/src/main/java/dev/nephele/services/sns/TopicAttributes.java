package dev.nephele.services.sns;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The attributes of a topic that its owner sets, as the texts that AWS stores, checked. What was not set has AWS's
 * default.
 *
 * <p>Source: SNS API Reference, CreateTopic, SetTopicAttributes and GetTopicAttributes.
 */
record TopicAttributes(Map<String, String> values) {
    static final TopicAttributes NONE = new TopicAttributes(Map.of());
    static final String FIFO = "FifoTopic";
    static final String POLICY = "Policy";

    private static final String DELIVERY = "DeliveryPolicy";
    private static final String DEDUPLICATION = "ContentBasedDeduplication";
    private static final String SCOPE = "FifoThroughputScope";
    private static final String TRUTH = "true|false";
    private static final String ROLE = "|arn:aws[a-z-]*:iam::\\d{12}:role/.+";

    /** What each attribute may be, beside those that are documents. */
    private static final Map<String, Pattern> VALUES = values(Map.of(
            "DisplayName",
            "[^\\p{Cntrl}]{0,100}",
            "KmsMasterKeyId",
            ".{0,2048}",
            "SignatureVersion",
            "1|2",
            "TracingConfig",
            "PassThrough|Active",
            FIFO,
            TRUTH,
            DEDUPLICATION,
            TRUTH,
            SCOPE,
            "Topic|MessageGroup"));

    TopicAttributes {
        values = Map.copyOf(values);
    }

    private static Map<String, Pattern> values(Map<String, String> plain) {
        Map<String, Pattern> all = new TreeMap<>();
        plain.forEach((name, pattern) -> all.put(name, Pattern.compile(pattern, Pattern.DOTALL)));
        for (String protocol : new String[] {"Application", "Firehose", "HTTP", "Lambda", "SQS"}) {
            all.put(protocol + "SuccessFeedbackRoleArn", Pattern.compile(ROLE));
            all.put(protocol + "FailureFeedbackRoleArn", Pattern.compile(ROLE));
            all.put(protocol + "SuccessFeedbackSampleRate", Pattern.compile("|100|[1-9]?[0-9]"));
        }
        return all;
    }

    /**
     * These attributes with changes; an empty text takes one back.
     *
     * @param changes with a policy that is checked and pinned
     * @param creating whether the topic is being made; its kind cannot be changed later
     * @param named what an attribute that is refused is called in the error
     * @throws dev.nephele.model.ServiceException {@code InvalidParameter}
     */
    TopicAttributes with(Map<String, String> changes, TopicName topic, boolean creating, UnaryOperator<String> named) {
        Map<String, String> next = new TreeMap<>(values);
        changes.forEach((name, value) -> {
            require(name, value, topic, creating, named);
            if (value.isEmpty() || name.equals(FIFO) && value.equals("false")) {
                next.remove(name);
            } else {
                next.put(name, value);
            }
        });
        return new TopicAttributes(next);
    }

    private static void require(
            String name, String value, TopicName topic, boolean creating, UnaryOperator<String> named) {
        if (name.equals(POLICY)) {
            return;
        } else if (name.equals(DELIVERY)) {
            DeliveryPolicy.parse(value);
            return;
        }
        Pattern allowed = VALUES.get(name);
        boolean fifoOnly = name.equals(DEDUPLICATION) || name.equals(SCOPE);
        if (allowed == null || fifoOnly && !topic.fifo() || name.equals(FIFO) && !creating) {
            throw Problems.invalid(creating ? named.apply(name) : "AttributeName");
        }
        boolean resets = value.isEmpty() && !name.equals(FIFO);
        if (!resets && !allowed.matcher(value).matches()) {
            throw Problems.invalid(named.apply(name));
        }
    }

    /** Whether others have the same value of an attribute, defaults included. */
    boolean same(TopicAttributes others, String name) {
        return value(name).equals(others.value(name));
    }

    private String value(String name) {
        return values.getOrDefault(
                name,
                switch (name) {
                    case FIFO, DEDUPLICATION -> "false";
                    case SCOPE -> "Topic";
                    case "SignatureVersion" -> "1";
                    case "TracingConfig" -> "PassThrough";
                    default -> "";
                });
    }

    /** The policy as it is stored, or the one that AWS gives to each topic. */
    String policy(TopicName topic) {
        String own = values.get(POLICY);
        return own != null ? own : """
                {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
                "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes",\
                "SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
                "SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"%s",\
                "Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}""".formatted(topic.arn(), topic.account());
    }

    /** All that a client is shown, defaults and counts included. */
    Map<String, String> shown(TopicName topic) {
        Map<String, String> shown = new TreeMap<>(values);
        shown.put(POLICY, policy(topic));
        shown.put("TopicArn", topic.arn().toString());
        shown.put("Owner", topic.account().value());
        shown.putIfAbsent("DisplayName", "");
        shown.put(
                "EffectiveDeliveryPolicy",
                Optional.ofNullable(values.get(DELIVERY))
                        .map(DeliveryPolicy::parse)
                        .orElse(DeliveryPolicy.DEFAULT)
                        .text());
        shown.put("SubscriptionsConfirmed", "0");
        shown.put("SubscriptionsPending", "0");
        shown.put("SubscriptionsDeleted", "0");
        if (topic.fifo()) {
            shown.put(DEDUPLICATION, value(DEDUPLICATION));
            shown.put(SCOPE, value(SCOPE));
        }
        return shown;
    }
}
