package dev.nephele.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One (action, resource) pair that a call needs to be allowed, with the context that belongs to this pair alone. A call
 * is allowed when all its requirements are.
 *
 * @param action the IAM action, {@code service:Name}
 * @param resource the ARN that policies are held against, or {@code *} for actions without resource types
 * @param owner the account that owns the resource, which its ARN may not say
 * @param policy the resource's own policy; empty when it has none
 * @param context condition keys of this pair, by key in AWS's spelling; a single-valued key has one value
 * @param perItem whether a refusal concerns only one item of a batch; see {@link Call#refused}
 */
public record Requirement(
        String action,
        String resource,
        AccountId owner,
        Optional<ResourcePolicy> policy,
        Map<String, List<String>> context,
        boolean perItem) {

    /** An action that needs no resource: only {@code *} matches. */
    public static Builder of(String action, AccountId owner) {
        return new Builder(action, "*", owner);
    }

    /** An action on a resource whose ARN names its owner, or that belongs to {@code owner}. */
    public static Builder of(String action, Arn resource, AccountId owner) {
        return new Builder(action, resource.toString(), owner);
    }

    /** The same with further keys, over which its own stand. */
    public Requirement over(Map<String, List<String>> keys) {
        Map<String, List<String>> all = new HashMap<>(keys);
        all.putAll(context);
        return new Requirement(action, resource, owner, policy, Map.copyOf(all), perItem);
    }

    /** Collects the context keys of one requirement. */
    public static final class Builder {
        private final String action;
        private final String resource;
        private final AccountId owner;
        private final Map<String, List<String>> context = new TreeMap<>();
        private Optional<ResourcePolicy> policy = Optional.empty();
        private boolean perItem;

        private Builder(String action, String resource, AccountId owner) {
            this.action = action;
            this.resource = resource;
            this.owner = owner;
        }

        /** Holds the resource's own policy against the pair too. */
        public Builder policy(Optional<ResourcePolicy> policy) {
            this.policy = policy;
            return this;
        }

        /** Adds a single-valued key. */
        public Builder with(String key, String value) {
            context.put(key, List.of(value));
            return this;
        }

        /** Adds a single-valued key if there is a value. */
        public Builder with(String key, Optional<String> value) {
            value.ifPresent(v -> with(key, v));
            return this;
        }

        /** Adds a multivalued key; an empty list is a key that is present and empty. */
        public Builder with(String key, List<String> values) {
            context.put(key, List.copyOf(values));
            return this;
        }

        /** Adds {@code aws:ResourceTag/key} for each tag the resource has. */
        public Builder resourceTags(Map<String, String> tags) {
            tags.forEach((key, value) -> with("aws:ResourceTag/" + key, value));
            return this;
        }

        /** Adds {@code aws:RequestTag/key} and {@code aws:TagKeys} for the tags that the request would set. */
        public Builder requestTags(Map<String, String> tags) {
            tags.forEach((key, value) -> with("aws:RequestTag/" + key, value));
            return tags.isEmpty() ? this : with("aws:TagKeys", List.copyOf(tags.keySet()));
        }

        /**
         * Adds the keys of the tags that a new resource is made with: they are the request's and the resource's already
         * (IAM User Guide, "aws:ResourceTag": also in requests that create a resource with a tag).
         */
        public Builder newTags(Map<String, String> tags) {
            return requestTags(tags).resourceTags(tags);
        }

        /** Makes a refusal concern this item of a batch only. */
        public Builder perItem() {
            perItem = true;
            return this;
        }

        public Requirement build() {
            return new Requirement(action, resource, owner, policy, Map.copyOf(context), perItem);
        }

        /** The list of this one requirement, which most rules answer. */
        public List<Requirement> only() {
            return List.of(build());
        }
    }
}
