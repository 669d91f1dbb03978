package dev.nephele.services.sns;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.View;
import dev.nephele.policy.grammar.ResourceGrammar;
import java.util.Map;
import java.util.TreeMap;

/** The policies of topics: checked and pinned when they are set, shown by ARN. */
final class TopicPolicies {
    private final PolicyPrincipals principals;

    TopicPolicies(PolicyPrincipals principals) {
        this.principals = principals;
    }

    /**
     * Attributes as they are stored.
     *
     * @throws dev.nephele.model.ServiceException {@code InvalidParameter}
     */
    Map<String, String> pinned(View view, Map<String, String> given) {
        String policy = given.get(TopicAttributes.POLICY);
        if (policy == null) {
            return given;
        }
        ResourceGrammar.topic(policy, entry -> principals.exists(view, entry)).ifPresent(violation -> {
            throw Problems.invalidParameter(violation.message());
        });
        Map<String, String> stored = new TreeMap<>(given);
        stored.put(TopicAttributes.POLICY, principals.pin(view, policy));
        return stored;
    }

    /** Attributes as answers show them. */
    Map<String, String> shown(View view, Map<String, String> stored) {
        Map<String, String> shown = new TreeMap<>(stored);
        shown.computeIfPresent(TopicAttributes.POLICY, (name, policy) -> principals.show(view, policy));
        return shown;
    }
}
