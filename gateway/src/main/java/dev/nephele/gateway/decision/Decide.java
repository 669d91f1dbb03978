package dev.nephele.gateway.decision;

import dev.nephele.access.Guardrails;
import dev.nephele.access.Identities;
import dev.nephele.gateway.call.ActiveCall;
import dev.nephele.gateway.record.Content;
import dev.nephele.gateway.record.Decision;
import dev.nephele.gateway.record.RecordLog;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Origin;
import dev.nephele.kernel.Requirement;
import dev.nephele.policy.Evaluator;
import dev.nephele.policy.PolicySet;
import dev.nephele.policy.PrincipalPolicies;
import dev.nephele.policy.ResourcePolicies;
import dev.nephele.policy.language.Policies;
import dev.nephele.policy.request.Action;
import dev.nephele.policy.request.AuthorizationRequest;
import dev.nephele.policy.request.Context;
import dev.nephele.policy.request.ResourceName;
import dev.nephele.policy.request.Subject;
import dev.nephele.storage.NotedView;
import dev.nephele.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The stage that decides. Every requirement of the rule is held against all policies that apply, on the view on which
 * the rule was computed; the inputs go on record, so that {@link Explanations} can decide it again. No requirement at
 * all is a denial.
 */
public final class Decide {
    /** Actions come from rules, so there are not many; the bound only guards against a rule that makes them up. */
    private static final int ACTIONS_KEPT = 20_000;

    private final Principals principals;
    private final Owners owners;
    private final Resources resources;
    private final RecordLog log;
    private final Denials denials;
    private final Map<String, Action> actions = new ConcurrentHashMap<>();

    /** @param denials words the refusals */
    public Decide(Identities identities, Guardrails guardrails, Policies policies, RecordLog log, Denials denials) {
        Texts texts = new Texts(policies);
        this.principals = new Principals(identities, guardrails, texts);
        this.owners = new Owners(guardrails, texts);
        this.resources = new Resources(texts);
        this.log = log;
        this.denials = denials;
    }

    /** One pair, decided. */
    record Judged(AuthorizationRequest request, PolicySet policies, dev.nephele.policy.Decision decision) {}

    /**
     * Decides every pair and tells the call.
     *
     * @throws dev.nephele.model.ServiceException the denial, in the words of the service that answers
     */
    public void decide(ActiveCall call, List<Requirement> requirements, Answer answer) {
        NotedView view = call.view();
        Caller caller = call.caller();
        Principals.Known known = principals.of(view, caller);
        List<Content> unkept = new ArrayList<>(0);
        log.missing(known.content(), call.number(), unkept);
        CallKeys.deviceAge(caller.session(), call.instant()).ifPresent(age -> call.add(CallKeys.DEVICE_AGE, age));
        Context context = CallKeys.call(known.context(), circumstances(call));
        List<Decision.Pair> pairs = new ArrayList<>(requirements.size());
        Judged refusal = null;
        Requirement refused = null;
        for (Requirement requirement : requirements) {
            Judged judged = judge(call, view, known, context, requirement, pairs, unkept);
            boolean decides = !requirement.perItem() && !judged.decision().allowed();
            if (decides && (refusal == null || isExplicit(judged) && !isExplicit(refusal))) {
                refusal = judged;
                refused = requirement;
            }
        }
        Decision.Who who = new Decision.Who(
                known.name(),
                caller.accessKeyId().orElse(""),
                known.content().whole().hash());
        if (requirements.isEmpty()) {
            call.decide(who, Decision.Verdict.IMPLICITLY_DENIED, pairs, unkept);
            throw denials.withoutRule(call, answer);
        }
        if (refusal == null || refused == null) {
            call.decide(who, Decision.Verdict.ALLOWED, pairs, unkept);
            return;
        }
        boolean together = sameOrganization(known, view, refused);
        call.decide(who, verdict(refusal.decision()), pairs, unkept);
        throw denials.of(new Denials.Case(call, refusal, together), answer);
    }

    private Judged judge(
            ActiveCall call,
            NotedView view,
            Principals.Known known,
            Context context,
            Requirement requirement,
            List<Decision.Pair> pairs,
            List<Content> unkept) {
        Owners.Owner owner = owners.of(view, requirement.owner());
        Requirement placed = owner.organization().isPresent()
                ? CallKeys.within(requirement, owner.organization().get())
                : requirement;
        Resources.@Nullable Bound bound = requirement.policy().isPresent()
                ? resources.of(requirement.policy().get())
                : null;
        if (bound != null) {
            log.missing(bound.content(), call.number(), unkept);
        }
        owner.content().ifPresent(content -> log.missing(content, call.number(), unkept));
        ResourcePolicies policies = bound == null ? ResourcePolicies.NONE : bound.policies();
        if (owner.levels().isPresent()) {
            policies = policies.withResourceControl(owner.levels().get());
        }
        Judged judged = judge(known.subject(), known.policies(), policies, context, placed);
        pairs.add(new Decision.Pair(
                requirement == placed ? requirement : placed,
                verdict(judged.decision()),
                bound == null ? null : bound.content().whole().hash(),
                owner.content().map(content -> content.whole().hash()).orElse(null)));
        return judged;
    }

    private Judged judge(
            Subject subject,
            PrincipalPolicies principal,
            ResourcePolicies resource,
            Context call,
            Requirement requirement) {
        AuthorizationRequest request =
                request(subject, action(requirement.action()), CallKeys.pair(call, requirement), requirement);
        PolicySet set = PolicySet.of(principal, resource);
        return new Judged(request, set, Evaluator.decide(request, set));
    }

    static AuthorizationRequest request(Subject subject, Action action, Context context, Requirement requirement) {
        return new AuthorizationRequest(
                asFederated(subject, requirement),
                action,
                ResourceName.of(requirement.resource()),
                requirement.owner().value(),
                context);
    }

    /** Whoever assumes a role with the token of a provider is, for the trust policy, that provider's user. */
    private static Subject asFederated(Subject subject, Requirement requirement) {
        if (subject.kind() != Subject.Kind.ANONYMOUS || !requirement.action().startsWith("sts:AssumeRoleWith")) {
            return subject;
        }
        List<String> provider = requirement.context().get("aws:FederatedProvider");
        return provider == null || provider.isEmpty() ? subject : Subject.federated(provider.getFirst());
    }

    private Action action(String text) {
        Action known = actions.get(text);
        if (known == null) {
            known = Action.of(text);
            if (actions.size() < ACTIONS_KEPT) {
                actions.put(text, known);
            }
        }
        return known;
    }

    private static CallKeys.Circumstances circumstances(ActiveCall call) {
        Origin origin = call.origin();
        return new CallKeys.Circumstances(
                call.instant(),
                origin.sourceIp().orElse(""),
                origin.userAgent().orElse(""),
                origin.secure(),
                call.region().code(),
                call.context());
    }

    private static boolean isExplicit(Judged judged) {
        return judged.decision().verdict() == dev.nephele.policy.Decision.Verdict.EXPLICITLY_DENIED;
    }

    private static Decision.Verdict verdict(dev.nephele.policy.Decision decision) {
        return switch (decision.verdict()) {
            case ALLOWED -> Decision.Verdict.ALLOWED;
            case EXPLICITLY_DENIED -> Decision.Verdict.EXPLICITLY_DENIED;
            case IMPLICITLY_DENIED -> Decision.Verdict.IMPLICITLY_DENIED;
        };
    }

    private boolean sameOrganization(Principals.Known known, NotedView view, Requirement requirement) {
        String account = known.subject().account();
        if (account.equals(requirement.owner().value())) {
            return true;
        }
        Optional<String> own = known.profile().organization();
        return own.isPresent()
                && own.equals(
                        owners.of(view, requirement.owner()).organization().map(Guardrails.Membership::organizationId));
    }

    /** Forgets what was compiled, after the state was emptied or exchanged. */
    public void forget() {
        principals.forget();
        owners.forget();
    }
}
