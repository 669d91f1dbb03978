package dev.nephele.policy;

import dev.nephele.policy.language.Condition;
import dev.nephele.policy.language.PolicyType;
import dev.nephele.policy.language.Statement;
import dev.nephele.policy.language.Strength;
import dev.nephele.policy.request.AuthorizationRequest;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was looked at for one decision.
 *
 * @param policies every policy that applies, in the order in which denials are reported
 * @param missingAllow of an implicit denial: what would have to allow what
 * @param missingKeys condition keys that the request lacks and that kept the deciding kind of policy from allowing, or
 *     for an explicit denial, whose absence let the statement match
 */
public record Trace(
        AuthorizationRequest request,
        Decision decision,
        List<OfPolicy> policies,
        Optional<String> missingAllow,
        List<String> missingKeys) {

    /** What a policy says to the request. */
    public enum Outcome {
        ALLOWS,
        DENIES,
        SILENT
    }

    /**
     * One policy, one grant, or a level without policies.
     *
     * @param name of the policy; {@code grant/…} for a grant; empty for a level that has none
     * @param level of the organization
     */
    public record OfPolicy(
            PolicyType type,
            String name,
            Optional<String> arn,
            Optional<String> level,
            Outcome outcome,
            List<OfStatement> statements) {}

    /**
     * One statement.
     *
     * @param strength how directly it matched; NONE if it did not
     * @param failed the first element that kept it from matching
     * @param conditions all conditions, also those behind an element that failed
     */
    public record OfStatement(
            Statement statement, Strength strength, Optional<Statement.Element> failed, List<OfCondition> conditions) {
        /** Whether the statement matches the request. */
        public boolean matched() {
            return failed.isEmpty();
        }
    }

    /**
     * One condition.
     *
     * @param actual the request's values; empty when the key is absent
     */
    public record OfCondition(Condition condition, Optional<List<String>> actual, boolean holds) {}
}
