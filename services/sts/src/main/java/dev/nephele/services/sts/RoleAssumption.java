package dev.nephele.services.sts;

import dev.nephele.access.Roles;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.ResourcePolicy;
import dev.nephele.kernel.Session;
import dev.nephele.kernel.View;
import dev.nephele.model.ServiceException;
import dev.nephele.model.sts.AssumeRoleRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One AssumeRole: what it needs to be allowed, and the session it makes. */
final class RoleAssumption {
    private static final Duration DEFAULT = Duration.ofHours(1);

    /** The longest session that a session can get ("role chaining"). */
    private static final Duration CHAINED = Duration.ofHours(1);

    private final Roles roles;
    private final AssumeRoleRequest request;
    private final Call call;
    private final Optional<Session> calling;

    RoleAssumption(Roles roles, AssumeRoleRequest request, Call call) {
        this.roles = roles;
        this.request = request;
        this.call = call;
        this.calling = call.caller().session();
    }

    /** The role of the request, if there is one of that very ARN. */
    Optional<Roles.Role> role(View view) {
        return roleArn().flatMap(arn -> {
            String name = arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
            return roles.find(view, new AccountId(arn.account()), name)
                    .filter(role -> role.arn().resource().equals(arn.resource()));
        });
    }

    private Optional<Arn> roleArn() {
        return Arn.parse(request.roleArn())
                .filter(arn -> arn.service().equals("iam")
                        && arn.resource().startsWith("role/")
                        && AccountId.isValid(arn.account()));
    }

    /**
     * The role's trust policy must allow the action, and tagging and setting the source identity if the session has
     * tags or an identity. A role that does not exist trusts nobody.
     *
     * @throws ServiceException {@code AccessDenied} for root users
     */
    List<Requirement> requirements(View view) {
        Optional<Arn> arn = roleArn();
        if (arn.isEmpty()) {
            return Requirement.of("sts:AssumeRole", call.account()).only();
        }
        requireNoRoot();
        Optional<Roles.Role> role = role(view);
        List<Requirement> needed = new ArrayList<>();
        needed.add(on("sts:AssumeRole", arn.get(), role).build());
        if (!asked().isEmpty() || !transitiveKeys().isEmpty()) {
            needed.add(on("sts:TagSession", arn.get(), role).build());
        }
        if (sourceIdentity().isPresent()) {
            needed.add(on("sts:SetSourceIdentity", arn.get(), role).build());
        }
        return needed;
    }

    /** Before anything else: a root user is told the same of a role that does not exist. */
    private void requireNoRoot() {
        if (call.caller().principal() instanceof Principal.Root) {
            throw Problems.accessDenied("Roles may not be assumed by root accounts.");
        }
    }

    private Requirement.Builder on(String action, Arn arn, Optional<Roles.Role> role) {
        ResourcePolicy trust = role.map(found -> ResourcePolicy.trust(found.trustPolicy()))
                .orElseGet(() -> new ResourcePolicy(ResourcePolicy.Kind.TRUST, Optional.empty(), List.of()));
        Map<String, String> tags = role.map(this::resourceTags).orElse(Map.of());
        Requirement.Builder builder = Requirement.of(action, arn, new AccountId(arn.account()))
                .policy(Optional.of(trust))
                .with("sts:RoleSessionName", request.roleSessionName())
                .with("sts:ExternalId", Optional.ofNullable(request.externalId()))
                .with("sts:SourceIdentity", sourceIdentity())
                .resourceTags(tags)
                .requestTags(asked());
        tags.forEach((key, value) -> builder.with("iam:ResourceTag/" + key, value));
        if (!transitiveKeys().isEmpty()) {
            builder.with("sts:TransitiveTagKeys", transitiveKeys());
        }
        return builder;
    }

    /** A transitive tag of the calling session hides the role's own tag of that key. */
    private Map<String, String> resourceTags(Roles.Role role) {
        Map<String, String> tags = new HashMap<>(role.tags());
        inherited().forEach((key, value) -> tags.replaceAll((own, old) -> own.equalsIgnoreCase(key) ? value : old));
        return tags;
    }

    /**
     * The session of the role.
     *
     * @throws ServiceException as AWS refuses what the request asks for
     */
    Session session(Roles.Role role) {
        Duration duration = duration(role);
        Session.Tags tags = tags();
        Session.Policies policies = SessionInputs.policies(request.policy(), SessionInputs.arns(request.policyArns()));
        return new Session(
                Session.Kind.ASSUME_ROLE,
                call.instant(),
                call.instant().plus(duration),
                Optional.of(multiFactor()),
                tags,
                policies,
                Map.of());
    }

    private Duration duration(Roles.Role role) {
        Duration asked = request.durationSeconds() == null ? DEFAULT : Duration.ofSeconds(request.durationSeconds());
        if (calling.isPresent() && asked.compareTo(CHAINED) > 0) {
            throw Problems.validation("The requested DurationSeconds exceeds the 1 hour session limit for roles"
                    + " assumed by role chaining.");
        }
        if (asked.compareTo(role.longest()) > 0) {
            throw Problems.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return asked;
    }

    private Session.Tags tags() {
        Map<String, String> own = SessionInputs.tags(request.tags());
        Map<String, String> inherited = inherited();
        for (String key : transitiveKeys()) {
            if (own.keySet().stream().noneMatch(key::equalsIgnoreCase)) {
                throw Problems.invalidParameter(
                        "The specified transitive tag key must be included in the requested tags.");
            }
        }
        for (String key : own.keySet()) {
            if (inherited.keySet().stream().anyMatch(key::equalsIgnoreCase)) {
                throw Problems.invalidParameter("One of the specified transitive tag keys can't be set because it"
                        + " conflicts with a transitive tag key from the calling session.");
            }
        }
        Map<String, String> all = new HashMap<>(own);
        all.putAll(inherited);
        Set<String> transitive = new HashSet<>(inherited.keySet());
        own.keySet().stream()
                .filter(key -> transitiveKeys().stream().anyMatch(key::equalsIgnoreCase))
                .forEach(transitive::add);
        return new Session.Tags(all, transitive, sourceIdentity());
    }

    /** The tags that the calling session passes on. */
    private Map<String, String> inherited() {
        Map<String, String> passed = new HashMap<>();
        calling.ifPresent(session -> session.tags().tags().forEach((key, value) -> {
            if (session.tags().transitive().contains(key)) {
                passed.put(key, value);
            }
        }));
        return passed;
    }

    private Map<String, String> asked() {
        return SessionInputs.asked(request.tags());
    }

    private List<String> transitiveKeys() {
        return request.transitiveTagKeys() == null ? List.of() : request.transitiveTagKeys();
    }

    /** The calling session's identity stays; only a session without one can be given one. */
    Optional<String> sourceIdentity() {
        return calling.flatMap(session -> session.tags().sourceIdentity())
                .or(() -> Optional.ofNullable(request.sourceIdentity()));
    }

    /** A session keeps what is known of the device its caller used; without one it says that none was used. */
    private Session.MultiFactor multiFactor() {
        return calling.flatMap(Session::multiFactor)
                .filter(Session.MultiFactor::present)
                .orElseGet(() -> new Session.MultiFactor(false, Optional.empty()));
    }

    /**
     * Refuses what no policy can allow.
     *
     * @throws ServiceException {@code AccessDenied} for root users, absent roles and another source identity
     */
    Roles.Role requireAssumable(View view) {
        if (roleArn().isEmpty()) {
            throw Problems.validation(request.roleArn() + " is invalid");
        }
        requireNoRoot();
        Roles.Role role = role(view).orElseThrow(this::notAuthorized);
        boolean changesIdentity =
                request.sourceIdentity() != null && !sourceIdentity().equals(Optional.of(request.sourceIdentity()));
        if (changesIdentity) {
            throw notAuthorized();
        }
        return role;
    }

    private ServiceException notAuthorized() {
        String who = call.caller()
                .principal()
                .arn()
                .map(Arn::toString)
                .orElse(call.caller().principal().userId());
        return Problems.accessDenied(
                "User: " + who + " is not authorized to perform: sts:AssumeRole on resource: " + request.roleArn());
    }
}
