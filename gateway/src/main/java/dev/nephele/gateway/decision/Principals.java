package dev.nephele.gateway.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nephele.access.Guardrails;
import dev.nephele.access.Identities;
import dev.nephele.access.PolicyText;
import dev.nephele.gateway.record.Content;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Session;
import dev.nephele.kernel.View;
import dev.nephele.policy.PrincipalPolicies;
import dev.nephele.policy.SessionLimit;
import dev.nephele.policy.language.PolicyType;
import dev.nephele.policy.request.Context;
import dev.nephele.policy.request.Subject;
import dev.nephele.storage.NotedView;
import dev.nephele.storage.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The profiles of callers, compiled, as long as nothing behind them has changed. */
final class Principals {
    /** How many callers are kept compiled. */
    private static final int KEPT = 10_000;

    private final Identities identities;
    private final Guardrails guardrails;
    private final Texts texts;
    private final Cache<String, Known> cache =
            Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

    Principals(Identities identities, Guardrails guardrails, Texts texts) {
        this.identities = identities;
        this.guardrails = guardrails;
        this.texts = texts;
    }

    /**
     * A caller as decisions use it.
     *
     * @param name in events
     * @param context the keys the caller brings
     * @param content the profile in the record, with its texts
     * @param reads what it was made from
     */
    record Known(
            Caller caller,
            Versions versions,
            Profile profile,
            String name,
            Subject subject,
            Context context,
            PrincipalPolicies policies,
            Content.Whole content,
            Reads reads) {}

    /** Of what a profile was made from. */
    record Versions(long identity, long guardrails) {}

    Known of(NotedView view, Caller caller) {
        Versions versions = new Versions(
                concernsIdentities(caller.principal()) ? identities.version(view, caller) : 0,
                guardrails.version(view));
        String key = caller.accessKeyId().orElseGet(() -> caller.principal().userId());
        Known known = cache.getIfPresent(key);
        if (known == null
                || !known.versions().equals(versions)
                || !known.caller().equals(caller)) {
            NotedView making = view.apart();
            known = make(making, caller, versions, making.reads());
            cache.put(key, known);
        }
        view.reads().include(known.reads());
        return known;
    }

    /** Forgets all, after the state was exchanged. */
    void forget() {
        cache.invalidateAll();
    }

    private static boolean concernsIdentities(Principal principal) {
        return switch (principal) {
            case Principal.User user -> true;
            case Principal.RoleSession role -> true;
            case Principal.FederatedUser user -> true;
            case Principal.Root root -> true;
            case Principal.Service service -> false;
            case Principal.Anonymous anonymous -> false;
        };
    }

    private Known make(View view, Caller caller, Versions versions, Reads reads) {
        Principal principal = caller.principal();
        Optional<Guardrails.Membership> organization =
                principal.account().flatMap(account -> guardrails.of(view, account));
        Optional<Identities.Binding> binding =
                concernsIdentities(principal) ? Optional.of(identities.of(view, caller)) : Optional.empty();
        Profile profile = new Profile(
                principal,
                PrincipalKeys.of(
                        caller, binding.map(Identities.Binding::tags).orElse(java.util.Map.of()), organization),
                bonds(view, caller, binding, organization),
                organization.map(Guardrails.Membership::organizationId));
        return new Known(
                caller,
                versions,
                profile,
                principal.arn().map(Object::toString).orElseGet(principal::userId),
                profile.subject(),
                profile.context(),
                profile.bonds().compile(texts),
                new Content.Whole(profile.content(), profile.bonds().texts()),
                reads);
    }

    private Profile.Bonds bonds(
            View view,
            Caller caller,
            Optional<Identities.Binding> binding,
            Optional<Guardrails.Membership> organization) {
        return new Profile.Bonds(
                binding.map(b -> PolicyRef.all(PolicyType.IDENTITY, b.policies(), texts))
                        .orElse(List.of()),
                binding.flatMap(Identities.Binding::boundary)
                        .map(text -> PolicyRef.of(PolicyType.BOUNDARY, text, texts)),
                caller.session()
                        .map(Session::policies)
                        .filter(Session.Policies::present)
                        .map(policies -> session(view, policies)),
                organization
                        .filter(membership -> !membership.management())
                        .flatMap(Guardrails.Membership::serviceControl)
                        .map(levels -> PolicyRef.AtLevel.all(PolicyType.SERVICE_CONTROL, levels, texts)),
                SessionLimit.of(caller.session()),
                binding.map(Identities.Binding::serviceLinked).orElse(false));
    }

    private List<PolicyRef> session(View view, Session.Policies policies) {
        List<PolicyText> all = new ArrayList<>(identities.session(view, policies));
        policies.document()
                .ifPresent(document -> all.add(new PolicyText(document, Optional.empty(), "session policy")));
        return PolicyRef.all(PolicyType.SESSION, all, texts);
    }
}
