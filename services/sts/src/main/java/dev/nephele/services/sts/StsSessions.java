package dev.nephele.services.sts;

import dev.nephele.access.Roles;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Session;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.sts.*;
import dev.nephele.storage.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes sessions. */
final class StsSessions implements Sessions {
    private static final Duration DEFAULT = Duration.ofHours(12);

    /** The longest session of a root user; longer wishes are cut to it (STS API Reference, {@code DurationSeconds}). */
    private static final Duration ROOT = Duration.ofHours(1);

    private final Store store;
    private final Roles roles;
    private final SessionTokens tokens;

    StsSessions(Store store, Roles roles, SessionTokens tokens) {
        this.store = store;
        this.roles = roles;
        this.tokens = tokens;
    }

    @Override
    public AssumeRoleResponse assumeRole(AssumeRoleRequest request, Call call) {
        requireNoDevice(request.serialNumber(), request.tokenCode());
        if (request.providedContexts() != null && !request.providedContexts().isEmpty()) {
            throw Problems.validation("The specified context assertion is invalid.");
        }
        RoleAssumption assumption = new RoleAssumption(roles, request, call);
        Roles.Role role = store.read(call, assumption::requireAssumable);
        Session session = assumption.session(role);
        Optional<Integer> packed = SessionInputs.packedSize(session.policies(), SessionInputs.tags(request.tags()));
        Principal.RoleSession principal = new Principal.RoleSession(
                role.account(), role.path(), role.name(), role.roleId(), request.roleSessionName());
        return new AssumeRoleResponse(
                credentials(role.account(), principal, session, request.minimumSessionTokenSize()),
                new AssumedRoleUser(principal.userId(), arn(principal)),
                packed.orElse(null),
                assumption.sourceIdentity().orElse(null),
                null,
                null);
    }

    @Override
    public List<Requirement> assumeRoleRule(AssumeRoleRequest request, Undecided call) {
        return new RoleAssumption(roles, request, call).requirements(call.view());
    }

    @Override
    public GetSessionTokenResponse getSessionToken(GetSessionTokenRequest request, Call call) {
        requireNoDevice(request.serialNumber(), request.tokenCode());
        Principal principal = call.caller().principal();
        Session session = session(
                Session.Kind.SESSION_TOKEN,
                call,
                request.durationSeconds(),
                Optional.of(new Session.MultiFactor(false, Optional.empty())),
                Session.Tags.NONE,
                Session.Policies.NONE);
        return new GetSessionTokenResponse(
                credentials(call.account(), principal, session, request.minimumSessionTokenSize()), null, null);
    }

    @Override
    public List<Requirement> getSessionTokenRule(GetSessionTokenRequest request, Undecided call) {
        requireLongTerm(call, "GetSessionToken");
        return Requirement.of("sts:GetSessionToken", call.account()).only();
    }

    @Override
    public GetFederationTokenResponse getFederationToken(GetFederationTokenRequest request, Call call) {
        Session.Policies policies = SessionInputs.policies(request.policy(), SessionInputs.arns(request.policyArns()));
        Map<String, String> tags = SessionInputs.tags(request.tags());
        int packed = SessionInputs.packedSize(policies, tags).orElse(0);
        Principal.FederatedUser principal = new Principal.FederatedUser(
                call.account(), request.name(), call.caller().principal());
        Session session = session(
                Session.Kind.FEDERATION_TOKEN,
                call,
                request.durationSeconds(),
                Optional.empty(),
                new Session.Tags(tags, java.util.Set.of(), Optional.empty()),
                policies);
        return new GetFederationTokenResponse(
                credentials(call.account(), principal, session, request.minimumSessionTokenSize()),
                new FederatedUser(principal.userId(), arn(principal)),
                packed,
                null,
                null);
    }

    @Override
    public List<Requirement> getFederationTokenRule(GetFederationTokenRequest request, Undecided call) {
        requireLongTerm(call, "GetFederationToken");
        Arn arn = Arn.global("sts", call.account(), "federated-user/" + request.name());
        Map<String, String> tags = SessionInputs.asked(request.tags());
        Requirement token = Requirement.of("sts:GetFederationToken", arn, call.account())
                .requestTags(tags)
                .build();
        Requirement tagging = Requirement.of("sts:TagSession", arn, call.account())
                .requestTags(tags)
                .build();
        return tags.isEmpty() ? List.of(token) : List.of(token, tagging);
    }

    private static Session session(
            Session.Kind kind,
            Call call,
            @Nullable Integer seconds,
            Optional<Session.MultiFactor> multiFactor,
            Session.Tags tags,
            Session.Policies policies) {
        Duration asked = seconds == null ? DEFAULT : Duration.ofSeconds(seconds);
        boolean cut = call.caller().principal() instanceof Principal.Root && asked.compareTo(ROOT) > 0;
        return new Session(
                kind, call.instant(), call.instant().plus(cut ? ROOT : asked), multiFactor, tags, policies, Map.of());
    }

    /** Said by the rule: the decision, which comes next, would refuse a session too, but in other words. */
    private static void requireLongTerm(Call call, String operation) {
        if (call.caller().session().isPresent()) {
            throw Problems.accessDenied("Cannot call " + operation + " with session credentials");
        }
    }

    private static void requireNoDevice(@Nullable String serialNumber, @Nullable String tokenCode) {
        if (serialNumber != null || tokenCode != null) {
            throw Problems.multiFactorFailed();
        }
    }

    private Credentials credentials(
            AccountId account, Principal principal, Session session, @Nullable Integer minimumTokenSize) {
        SessionTokens.Issued issued =
                tokens.issue(account, principal, session, minimumTokenSize == null ? 0 : minimumTokenSize);
        return new Credentials(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken(), issued.expires());
    }

    private static String arn(Principal principal) {
        return principal.arn().map(Arn::toString).orElseThrow();
    }
}
