package dev.nephele.policy.metadata;

import java.util.List;

/**
 * An action that policies can name.
 *
 * @param name in AWS's spelling, with its service: {@code sqs:SendMessage}
 * @param targets the resource types it acts on; empty means that only {@code *} matches
 * @param conditionKeys the keys that apply whatever the resource
 */
public record Action(String name, AccessLevel level, List<Target> targets, List<ConditionKey> conditionKeys) {

    /**
     * A resource type that an action acts on.
     *
     * @param required whether a policy must name such a resource for the action to be allowed
     * @param conditionKeys the keys that apply to the action on this type
     */
    public record Target(ResourceType type, boolean required, List<ConditionKey> conditionKeys) {}
}
