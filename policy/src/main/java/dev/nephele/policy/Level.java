package dev.nephele.policy;

import dev.nephele.policy.language.PolicyType;
import java.util.List;

/**
 * One level of an organization (its root, a unit, or the account) with the control policies of one type attached there.
 * At a level the union of its policies must allow; a level without policies allows nothing.
 */
public final class Level {
    private final String target;
    private final List<BoundPolicy> policies;
    private final Decision nothingAllows;

    private Level(String target, List<BoundPolicy> policies, Decision nothingAllows) {
        this.target = target;
        this.policies = List.copyOf(policies);
        this.nothingAllows = nothingAllows;
    }

    /**
     * A level with its policies.
     *
     * @param type SERVICE_CONTROL or RESOURCE_CONTROL
     * @param target the id of the root, unit or account
     */
    public static Level of(PolicyType type, String target, List<BoundPolicy> policies) {
        return new Level(target, policies, Decision.implicit(Reason.of(type), target));
    }

    /** The id of the root, unit or account. */
    public String target() {
        return target;
    }

    /** The policies attached here. */
    public List<BoundPolicy> policies() {
        return policies;
    }

    /** The denial when none of them allows. */
    Decision nothingAllows() {
        return nothingAllows;
    }
}
