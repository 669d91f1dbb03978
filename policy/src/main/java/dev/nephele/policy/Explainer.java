package dev.nephele.policy;

import dev.nephele.policy.Trace.OfCondition;
import dev.nephele.policy.Trace.OfPolicy;
import dev.nephele.policy.Trace.OfStatement;
import dev.nephele.policy.Trace.Outcome;
import dev.nephele.policy.language.KeyGrant;
import dev.nephele.policy.language.PolicyType;
import dev.nephele.policy.language.Statement;
import dev.nephele.policy.language.Strength;
import dev.nephele.policy.request.AuthorizationRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides a request again, looking at every statement of every policy that applies. */
public final class Explainer {
    private final AuthorizationRequest request;
    private final PolicySet set;
    private final boolean bounded;
    private final List<OfPolicy> policies = new ArrayList<>();

    private Explainer(AuthorizationRequest request, PolicySet set) {
        this.request = request;
        this.set = set;
        this.bounded = Scope.boundary(request, set) != null;
    }

    /** The whole trace of a decision; its verdict is that of {@link Evaluator#decide}. */
    public static Trace explain(AuthorizationRequest request, PolicySet set) {
        Decision decision = Evaluator.decide(request, set);
        Explainer explainer = new Explainer(request, set);
        explainer.lookAtAll();
        List<OfPolicy> policies = List.copyOf(explainer.policies);
        return new Trace(request, decision, policies, missingAllow(request, decision), missingKeys(decision, policies));
    }

    private void lookAtAll() {
        add(Scope.identity(request, set));
        add(Scope.boundary(request, set));
        List<BoundPolicy> session = Scope.session(request, set);
        if (session != null) {
            add(session);
        }
        add(Scope.resource(request, set));
        for (KeyGrant grant : set.resource().grants()) {
            Outcome outcome = grant.match(request) == Strength.NONE ? Outcome.SILENT : Outcome.ALLOWS;
            policies.add(new OfPolicy(
                    PolicyType.KEY, "grant/" + grant.id(), Optional.empty(), Optional.empty(), outcome, List.of()));
        }
        addLevels(PolicyType.SERVICE_CONTROL, Scope.serviceControl(request, set));
        addLevels(PolicyType.RESOURCE_CONTROL, Scope.resourceControl(request, set));
        add(set.endpoint());
    }

    private void addLevels(PolicyType type, @Nullable List<Level> levels) {
        if (levels == null) {
            return;
        }
        for (Level level : levels) {
            if (level.policies().isEmpty()) {
                policies.add(new OfPolicy(
                        type, "", Optional.empty(), Optional.of(level.target()), Outcome.SILENT, List.of()));
            }
            add(level.policies());
        }
    }

    private void add(List<BoundPolicy> bound) {
        bound.forEach(this::add);
    }

    private void add(@Nullable BoundPolicy policy) {
        if (policy == null) {
            return;
        }
        List<OfStatement> statements = policy.policy().statements().stream()
                .map(s -> look(s, policy.type()))
                .toList();
        policies.add(new OfPolicy(
                policy.type(), policy.name(), policy.arn(), policy.level(), outcome(statements), statements));
    }

    private static Outcome outcome(List<OfStatement> statements) {
        Outcome outcome = Outcome.SILENT;
        for (OfStatement each : statements) {
            if (each.matched() && each.statement().effect() == Statement.Effect.DENY) {
                return Outcome.DENIES;
            }
            if (each.matched()) {
                outcome = Outcome.ALLOWS;
            }
        }
        return outcome;
    }

    private OfStatement look(Statement statement, PolicyType type) {
        List<OfCondition> conditions = statement.conditions().stream()
                .map(c -> new OfCondition(c, request.context().values(c.key()), c.holds(request.context())))
                .toList();
        Strength strength = statement.matchPrincipal(request.subject(), type, bounded);
        Optional<Statement.Element> failed = Optional.empty();
        if (!statement.matchesAction(request.action())) {
            failed = Optional.of(Statement.Element.ACTION);
        } else if (!statement.matchesResource(request, type)) {
            failed = Optional.of(Statement.Element.RESOURCE);
        } else if (strength == Strength.NONE) {
            failed = Optional.of(Statement.Element.PRINCIPAL);
        } else if (!conditions.stream().allMatch(OfCondition::holds)) {
            failed = Optional.of(Statement.Element.CONDITION);
        }
        return new OfStatement(statement, failed.isPresent() ? Strength.NONE : strength, failed, conditions);
    }

    private static Optional<String> missingAllow(AuthorizationRequest request, Decision decision) {
        if (decision.verdict() != Decision.Verdict.IMPLICITLY_DENIED) {
            return Optional.empty();
        }
        String what = " allows " + request.action() + " on " + request.resource();
        return Optional.of(
                switch (decision.reason()) {
                    case SESSION_LIMIT -> "this kind of temporary credentials never" + what;
                    case IDENTITY -> "no identity-based policy" + what;
                    case BOUNDARY -> "the permissions boundary does not allow " + what.substring(8);
                    case SESSION -> "no session policy" + what;
                    case SERVICE_CONTROL ->
                        "no service control policy at " + decision.level().orElse("") + what;
                    case RESOURCE_CONTROL ->
                        "no resource control policy at " + decision.level().orElse("") + what;
                    case RESOURCE, GRANT -> "no resource-based policy" + what;
                    case TRUST -> "no role trust policy" + what;
                    case ENDPOINT -> "the VPC endpoint policy does not allow " + what.substring(8);
                    case ALWAYS_ALLOWED, ROOT -> throw new AssertionError("these only allow");
                });
    }

    private static List<String> missingKeys(Decision decision, List<OfPolicy> policies) {
        return policies.stream()
                .filter(p -> Reason.of(p.type()) == decision.reason()
                        && (decision.level().isEmpty() || decision.level().equals(p.level())))
                .flatMap(p -> p.statements().stream())
                .filter(s -> concerns(decision, s))
                .flatMap(s -> s.conditions().stream())
                .filter(c ->
                        c.actual().isEmpty() && c.holds() == (decision.verdict() == Decision.Verdict.EXPLICITLY_DENIED))
                .map(c -> c.condition().key().name())
                .distinct()
                .toList();
    }

    private static boolean concerns(Decision decision, OfStatement statement) {
        return switch (decision.verdict()) {
            case ALLOWED -> false;
            case EXPLICITLY_DENIED ->
                decision.statement().filter(s -> s == statement.statement()).isPresent();
            case IMPLICITLY_DENIED ->
                statement.statement().effect() == Statement.Effect.ALLOW
                        && statement.failed().equals(Optional.of(Statement.Element.CONDITION));
        };
    }
}
