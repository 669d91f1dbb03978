package dev.nephele.policy.language;

import dev.nephele.policy.request.Action;
import dev.nephele.policy.request.AuthorizationRequest;
import dev.nephele.policy.request.Context;
import dev.nephele.policy.request.Subject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy. It matches a request when its action, its resource, its principal (in the types of policy
 * that name one) and all its conditions do.
 */
public final class Statement {
    /** What a statement does when it matches. */
    public enum Effect {
        ALLOW,
        DENY
    }

    /** The elements in the order in which they are looked at. */
    public enum Element {
        ACTION,
        RESOURCE,
        PRINCIPAL,
        CONDITION
    }

    private final int index;
    private final Optional<String> sid;
    private final Effect effect;
    private final ActionSet actions;
    private final @Nullable ResourceSet resources;
    private final @Nullable PrincipalSet principals;
    private final Condition[] conditions;
    private final StatementText text;

    Statement(int index, StatementText text, boolean variables) {
        this.index = index;
        this.text = text;
        this.sid = text.sid();
        this.effect = text.effect();
        this.actions = new ActionSet(text.actions(), text.notActions());
        this.resources = text.resources().isEmpty() && !text.hasResources()
                ? null
                : new ResourceSet(text.resources(), text.notResources(), variables);
        this.principals = text.hasPrincipals() ? new PrincipalSet(text.principals(), text.notPrincipals()) : null;
        this.conditions = text.conditions().stream()
                .map(c -> Condition.of(c.operator(), c.key(), c.values(), variables))
                .toArray(Condition[]::new);
    }

    /** Its place in the policy, from 0. */
    public int index() {
        return index;
    }

    /** How traces name it: its Sid, else its index. */
    public String label() {
        return sid.filter(s -> !s.isEmpty()).orElseGet(() -> Integer.toString(index));
    }

    /** Allow or deny. */
    public Effect effect() {
        return effect;
    }

    /** The elements as they were written. */
    public StatementText text() {
        return text;
    }

    /** Its conditions, all of which must hold. */
    public List<Condition> conditions() {
        return List.of(conditions);
    }

    ActionSet actions() {
        return actions;
    }

    /** Whether the action is among the statement's. */
    public boolean matchesAction(Action action) {
        return actions.matches(action);
    }

    /** Whether the resource is among the statement's. */
    public boolean matchesResource(AuthorizationRequest request, PolicyType type) {
        if (resources != null) {
            return resources.matches(request.resource(), request.context(), type);
        }
        return type == PolicyType.TRUST || type == PolicyType.RESOURCE || type == PolicyType.ENDPOINT;
    }

    /**
     * How directly the statement means the caller.
     *
     * @param bounded whether the caller has a permissions boundary
     */
    public Strength matchPrincipal(Subject subject, PolicyType type, boolean bounded) {
        if (!type.hasPrincipals()) {
            return Strength.DIRECT;
        }
        if (principals == null) {
            // A resource control policy cannot mean anybody but everybody; elsewhere no principal is nobody.
            return type == PolicyType.RESOURCE_CONTROL ? Strength.DIRECT : Strength.NONE;
        }
        return principals.match(subject, effect == Effect.DENY, bounded);
    }

    /** Whether all conditions hold. */
    public boolean matchesConditions(Context context) {
        for (Condition condition : conditions) {
            if (!condition.holds(context)) {
                return false;
            }
        }
        return true;
    }

    /** How directly the statement matches a request whose action it matches. */
    public Strength match(AuthorizationRequest request, PolicyType type, boolean bounded) {
        if (!matchesResource(request, type)) {
            return Strength.NONE;
        }
        Strength strength = matchPrincipal(request.subject(), type, bounded);
        return strength != Strength.NONE && matchesConditions(request.context()) ? strength : Strength.NONE;
    }
}
