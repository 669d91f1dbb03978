package dev.nephele.policy;

import dev.nephele.policy.language.Policy;
import dev.nephele.policy.language.PolicyType;
import dev.nephele.policy.language.Statement;
import dev.nephele.policy.request.AuthorizationRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy in its place: compiled, of one type, under a name.
 *
 * <p>It keeps the decisions that its statements have made, one a statement, so that they are made once. That they are
 * written without a lock is right: a decision is immutable, and one made twice is as good as the other.
 */
public final class BoundPolicy {
    private final PolicyType type;
    private final Policy policy;
    private final String name;
    private final Optional<String> arn;
    private final @Nullable String level;
    private final @Nullable Decision[] decisions;

    private BoundPolicy(PolicyType type, Policy policy, String name, Optional<String> arn, @Nullable String level) {
        this.type = type;
        this.policy = policy;
        this.name = name;
        this.arn = arn;
        this.level = level;
        this.decisions = new @Nullable Decision[policy.statements().size()];
    }

    /**
     * A policy of a principal, a resource or an endpoint.
     *
     * @param name for traces
     * @param arn of a managed policy; empty for inline ones and for policies of resources
     */
    public static BoundPolicy of(PolicyType type, Policy policy, String name, Optional<String> arn) {
        return new BoundPolicy(type, policy, name, arn, null);
    }

    /**
     * A service or resource control policy.
     *
     * @param level the id of the root, unit or account it is attached to
     */
    public static BoundPolicy atLevel(PolicyType type, Policy policy, String name, Optional<String> arn, String level) {
        return new BoundPolicy(type, policy, name, arn, level);
    }

    /** As what kind of policy it binds. */
    public PolicyType type() {
        return type;
    }

    /** The compiled document. */
    public Policy policy() {
        return policy;
    }

    /** Its name in traces. */
    public String name() {
        return name;
    }

    /** Its ARN; empty for inline policies and those of resources. */
    public Optional<String> arn() {
        return arn;
    }

    /** The level of the organization it is attached to. */
    public Optional<String> level() {
        return Optional.ofNullable(level);
    }

    /** The explicit denial this policy makes, or null. */
    @Nullable
    Decision denies(AuthorizationRequest request, boolean bounded) {
        Statement statement = policy.denying(request, type, bounded);
        return statement == null ? null : decision(statement);
    }

    /** The first of the most direct statements that allow, or null. */
    @Nullable
    Statement allowing(AuthorizationRequest request, boolean bounded) {
        return policy.allowing(request, type, bounded);
    }

    /** The decision that one of this policy's statements makes. */
    Decision decision(Statement statement) {
        Decision made = decisions[statement.index()];
        if (made == null) {
            Decision.Verdict verdict = statement.effect() == Statement.Effect.DENY
                    ? Decision.Verdict.EXPLICITLY_DENIED
                    : Decision.Verdict.ALLOWED;
            made = new Decision(verdict, Reason.of(type), this, statement, level);
            decisions[statement.index()] = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return type.label() + ' ' + name;
    }
}
