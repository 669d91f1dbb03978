package dev.nephele.policy;

import dev.nephele.kernel.ResourcePolicy.Kind;
import dev.nephele.policy.language.KeyGrant;
import dev.nephele.policy.language.Statement;
import dev.nephele.policy.language.Strength;
import dev.nephele.policy.request.AuthorizationRequest;
import dev.nephele.policy.request.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides one request.
 *
 * <ol>
 *   <li>What no policy can change: {@code sts:GetCallerIdentity}, {@code sts:GetSessionToken}, the limits of sessions.
 *   <li>An explicit deny in any policy that applies, reported in the order identity, boundary, session, resource, SCP,
 *       RCP, endpoint.
 *   <li>Guardrails: every level of SCPs and of RCPs must allow, and the endpoint's policy.
 *   <li>The grant, in the same account or across accounts. In the same account the identity's policies (within boundary
 *       and session policy) or the resource's policy must allow; how far the latter carries depends on how directly it
 *       names the caller ({@link Strength}). Keys and roles must themselves say yes. Across accounts both must allow.
 * </ol>
 *
 * <p>Sources: IAM User Guide, "Policy evaluation logic"; which denial AWS reports when several apply is known from
 * published observations for identity and resource policies, the rest of the order follows the documentation.
 */
public final class Evaluator {
    private Evaluator() {}

    /** The decision for a request; nothing is allocated once each statement has decided before. */
    public static Decision decide(AuthorizationRequest request, PolicySet set) {
        Decision early = unchangeable(request, set);
        if (early != null) {
            return early;
        }
        Decision denied = denied(request, set);
        if (denied != null) {
            return denied;
        }
        Decision guarded = guarded(request, set);
        return guarded != null ? guarded : granted(request, set);
    }

    private static @Nullable Decision unchangeable(AuthorizationRequest request, PolicySet set) {
        boolean authenticated = request.subject().kind() != Subject.Kind.ANONYMOUS;
        if (authenticated && Scope.limit(request, set).forbids(request.action())) {
            return Decision.SESSION_LIMIT;
        }
        return authenticated && Scope.alwaysAllowed(request.action()) ? Decision.ALWAYS_ALLOWED : null;
    }

    private static @Nullable Decision denied(AuthorizationRequest request, PolicySet set) {
        BoundPolicy boundary = Scope.boundary(request, set);
        boolean bounded = boundary != null;
        Decision denial = firstDenial(Scope.identity(request, set), request, bounded);
        if (denial == null && boundary != null) {
            denial = boundary.denies(request, true);
        }
        if (denial == null) {
            denial = firstDenial(Scope.session(request, set), request, bounded);
        }
        BoundPolicy resource = Scope.resource(request, set);
        if (denial == null && resource != null) {
            denial = resource.denies(request, bounded);
        }
        if (denial == null) {
            denial = firstDenialOfLevels(Scope.serviceControl(request, set), request, bounded);
        }
        if (denial == null) {
            denial = firstDenialOfLevels(Scope.resourceControl(request, set), request, bounded);
        }
        BoundPolicy endpoint = set.endpoint();
        return denial == null && endpoint != null ? endpoint.denies(request, bounded) : denial;
    }

    private static @Nullable Decision firstDenial(
            @Nullable List<BoundPolicy> policies, AuthorizationRequest request, boolean bounded) {
        if (policies != null) {
            for (int i = 0; i < policies.size(); i++) {
                Decision denial = policies.get(i).denies(request, bounded);
                if (denial != null) {
                    return denial;
                }
            }
        }
        return null;
    }

    private static @Nullable Decision firstDenialOfLevels(
            @Nullable List<Level> levels, AuthorizationRequest request, boolean bounded) {
        if (levels != null) {
            for (int i = 0; i < levels.size(); i++) {
                Decision denial = firstDenial(levels.get(i).policies(), request, bounded);
                if (denial != null) {
                    return denial;
                }
            }
        }
        return null;
    }

    private static @Nullable Decision guarded(AuthorizationRequest request, PolicySet set) {
        Decision missing = levelWithoutAllow(Scope.serviceControl(request, set), request);
        if (missing == null) {
            missing = levelWithoutAllow(Scope.resourceControl(request, set), request);
        }
        BoundPolicy endpoint = set.endpoint();
        if (missing == null && endpoint != null && endpoint.allowing(request, false) == null) {
            missing = Decision.NO_ENDPOINT;
        }
        return missing;
    }

    private static @Nullable Decision levelWithoutAllow(@Nullable List<Level> levels, AuthorizationRequest request) {
        if (levels != null) {
            for (int i = 0; i < levels.size(); i++) {
                if (firstAllow(levels.get(i).policies(), request) == null) {
                    return levels.get(i).nothingAllows();
                }
            }
        }
        return null;
    }

    /** The decision of the first statement in the list that allows, or null. */
    private static @Nullable Decision firstAllow(List<BoundPolicy> policies, AuthorizationRequest request) {
        for (int i = 0; i < policies.size(); i++) {
            Statement statement = policies.get(i).allowing(request, false);
            if (statement != null) {
                return policies.get(i).decision(statement);
            }
        }
        return null;
    }

    private static Decision granted(AuthorizationRequest request, PolicySet set) {
        Kind kind = Scope.kind(request, set);
        Decision nothing = kind == Kind.TRUST ? Decision.NO_TRUST : Decision.NO_RESOURCE;
        boolean same = request.sameAccount();
        if (!Scope.hasAccount(request.subject())) {
            Decision allowed = allowed(Scope.resource(request, set), request);
            return allowed != null ? allowed : grant(request, set) == Strength.DIRECT ? Decision.GRANTED : nothing;
        }
        if (!same && !Scope.crossesAccounts(kind, request.action())) {
            return nothing;
        }
        Decision identity = identity(request, set);
        boolean boundary = boundaryAllows(request, set);
        boolean session = sessionAllows(request, set);
        Decision path = boundary && session ? identity : null;
        if (path != null && same && kind == Kind.ORDINARY) {
            return path;
        }
        Strength strength = grant(request, set);
        if (strength.compareTo(Strength.ACCOUNT) > 0) {
            return Decision.GRANTED;
        }
        Decision allowed = allowed(Scope.resource(request, set), request);
        if (allowed != null) {
            strength = strengthOf(allowed, request);
        }
        if (path != null && strength != Strength.NONE) {
            return path;
        }
        if (same
                && allowed != null
                && (strength == Strength.DIRECT || strength == Strength.ORIGIN && boundary && session)) {
            return allowed;
        }
        boolean mustGrant = !same || kind != Kind.ORDINARY;
        if (mustGrant && (strength == Strength.NONE || !same && strength == Strength.ACCOUNT && identity == null)) {
            return nothing;
        }
        if (identity == null && !(same && strength == Strength.ORIGIN)) {
            return Decision.NO_IDENTITY;
        }
        return boundary ? Decision.NO_SESSION : Decision.NO_BOUNDARY;
    }

    private static @Nullable Decision allowed(@Nullable BoundPolicy policy, AuthorizationRequest request) {
        Statement statement = policy == null ? null : policy.allowing(request, false);
        return policy == null || statement == null ? null : policy.decision(statement);
    }

    private static Strength strengthOf(Decision allowed, AuthorizationRequest request) {
        BoundPolicy policy = allowed.policy().orElseThrow();
        return allowed.statement().orElseThrow().matchPrincipal(request.subject(), policy.type(), false);
    }

    private static @Nullable Decision identity(AuthorizationRequest request, PolicySet set) {
        if (request.subject().kind() == Subject.Kind.ROOT) {
            return Decision.ROOT_ALLOWED;
        }
        return firstAllow(Scope.identity(request, set), request);
    }

    private static boolean boundaryAllows(AuthorizationRequest request, PolicySet set) {
        BoundPolicy boundary = Scope.boundary(request, set);
        return boundary == null || boundary.allowing(request, true) != null;
    }

    /** A federated user's session without a session policy may do nothing by identity policies. */
    private static boolean sessionAllows(AuthorizationRequest request, PolicySet set) {
        List<BoundPolicy> session = Scope.session(request, set);
        if (session == null) {
            return request.subject().kind() != Subject.Kind.FEDERATED_USER;
        }
        return firstAllow(session, request) != null;
    }

    private static Strength grant(AuthorizationRequest request, PolicySet set) {
        Strength most = Strength.NONE;
        List<KeyGrant> grants = set.resource().grants();
        for (int i = 0; i < grants.size(); i++) {
            Strength strength = grants.get(i).match(request);
            if (strength.compareTo(most) > 0) {
                most = strength;
            }
        }
        return most;
    }
}
