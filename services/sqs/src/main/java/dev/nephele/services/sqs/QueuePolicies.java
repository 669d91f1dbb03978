package dev.nephele.services.sqs;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.View;
import dev.nephele.model.ServiceException;
import dev.nephele.model.sqs.InvalidAttributeValue;
import dev.nephele.model.sqs.OverLimit;
import dev.nephele.policy.grammar.ResourceGrammar;
import java.util.Map;
import java.util.TreeMap;

/** The policies of queues: checked and pinned when they are set, shown by ARN. */
final class QueuePolicies {
    private static final String POLICY = "Policy";

    private final PolicyPrincipals principals;

    QueuePolicies(PolicyPrincipals principals) {
        this.principals = principals;
    }

    /**
     * Attributes as they are stored.
     *
     * @param given as a request sets them
     * @throws ServiceException {@code InvalidAttributeValue}, {@code OverLimit}
     */
    Map<String, String> pinned(View view, Map<String, String> given) {
        String policy = given.getOrDefault(POLICY, "");
        if (policy.isEmpty()) {
            return given;
        }
        ResourceGrammar.queue(policy, entry -> principals.exists(view, entry)).ifPresent(violation -> {
            throw violation.code().equals("OverLimit")
                    ? new OverLimit(violation.message())
                    : new InvalidAttributeValue(violation.message());
        });
        Map<String, String> stored = new TreeMap<>(given);
        stored.put(POLICY, principals.pin(view, policy));
        return stored;
    }

    /** Attributes as answers show them. */
    Map<String, String> shown(View view, Map<String, String> stored) {
        Map<String, String> shown = new TreeMap<>(stored);
        shown.computeIfPresent(POLICY, (name, policy) -> principals.show(view, policy));
        return shown;
    }
}
