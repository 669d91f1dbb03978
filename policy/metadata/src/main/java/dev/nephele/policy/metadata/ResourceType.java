package dev.nephele.policy.metadata;

import java.util.List;

/**
 * A kind of resource that actions act on.
 *
 * @param name such as {@code queue}
 * @param arn its ARN with variables, such as <code>arn:${Partition}:sqs:${Region}:${Account}:${QueueName}</code>; empty
 *     text where AWS publishes none
 * @param conditionKeys the keys that describe such a resource
 */
public record ResourceType(String name, String arn, List<ConditionKey> conditionKeys) {}
