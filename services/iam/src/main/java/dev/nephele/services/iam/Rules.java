package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.InstanceProfile;
import dev.nephele.services.iam.state.Policy;
import dev.nephele.services.iam.state.Role;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.Tags;
import dev.nephele.services.iam.state.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts that the authorization rules of IAM share. The resource of a request is the entity's ARN with its path,
 * looked up in the view of the decision; an entity that is absent is decided on the ARN it would have without a path.
 */
final class Rules {
    static final String BOUNDARY = "iam:PermissionsBoundary";
    static final String POLICY_ARN = "iam:PolicyARN";

    private Rules() {}

    /** An action on no resource. */
    static Requirement.Builder onNothing(String operation, Undecided call) {
        return Requirement.of("iam:" + operation, call.account());
    }

    /** An action on all entities of a kind under a path, as listings are decided. */
    static Requirement.Builder onPath(String operation, Undecided call, Entity.Kind kind, @Nullable String path) {
        Arn arn = Arn.global("iam", call.account(), kind.arnType() + (path == null ? "/" : path));
        return Requirement.of("iam:" + operation, arn, call.account());
    }

    /** An action on an entity that is to be made. */
    static Requirement.Builder onNew(
            String operation,
            Undecided call,
            Entity.Kind kind,
            @Nullable String path,
            String name,
            Map<String, String> tags) {
        Arn arn = Arn.global("iam", call.account(), kind.arnType() + (path == null ? "/" : path) + name);
        Requirement.Builder requirement =
                Requirement.of("iam:" + operation, arn, call.account()).newTags(tags);
        return kind == Entity.Kind.USER || kind == Entity.Kind.ROLE ? iamTags(requirement, tags) : requirement;
    }

    /** What making an entity needs: the action itself, and the tagging action if it is made with tags. */
    static List<Requirement> withTagging(
            Requirement.Builder create,
            String tagging,
            Undecided call,
            Entity.Kind kind,
            @Nullable String path,
            String name,
            Map<String, String> tags) {
        return tags.isEmpty()
                ? create.only()
                : List.of(
                        create.build(),
                        onNew(tagging, call, kind, path, name, tags).build());
    }

    static Requirement.Builder onUser(String operation, Undecided call, String name) {
        Optional<User> user = State.USERS.in(call).find(call.view(), Entity.key(name));
        return tagged(
                named(operation, call, Entity.Kind.USER, name, user.map(User::entity)),
                user.map(User::tags).orElse(Tags.NONE));
    }

    static Requirement.Builder onGroup(String operation, Undecided call, String name) {
        return named(
                operation,
                call,
                Entity.Kind.GROUP,
                name,
                State.GROUPS.in(call).find(call.view(), Entity.key(name)).map(group -> group.entity()));
    }

    static Requirement.Builder onRole(String operation, Undecided call, String name) {
        Optional<Role> role = State.ROLES.in(call).find(call.view(), Entity.key(name));
        return tagged(
                named(operation, call, Entity.Kind.ROLE, name, role.map(Role::entity)),
                role.map(Role::tags).orElse(Tags.NONE));
    }

    static Requirement.Builder onProfile(String operation, Undecided call, String name) {
        Optional<InstanceProfile> profile = State.PROFILES.in(call).find(call.view(), Entity.key(name));
        return named(operation, call, Entity.Kind.INSTANCE_PROFILE, name, profile.map(InstanceProfile::entity))
                .resourceTags(
                        profile.map(InstanceProfile::tags).orElse(Tags.NONE).map());
    }

    /** A managed policy is decided on the very ARN that the request gives. Those of another account belong to it; AWS's belong to all. */
    static Requirement.Builder onPolicy(String operation, Undecided call, String arn) {
        Optional<Arn> parsed = Arn.parse(arn);
        if (parsed.isEmpty()) {
            return onNothing(operation, call);
        }
        Tags tags = parsed.get().account().equals(call.account().value())
                ? Directory.findPolicy(call.view(), call.account(), arn)
                        .map(Policy::tags)
                        .orElse(Tags.NONE)
                : Tags.NONE;
        AccountId owner = AccountId.isValid(parsed.get().account())
                ? new AccountId(parsed.get().account())
                : call.account();
        return Requirement.of("iam:" + operation, parsed.get(), owner).resourceTags(tags.map());
    }

    /** The boundary that the user has now. */
    static Optional<String> boundaryOfUser(Undecided call, String name) {
        return State.USERS.in(call).find(call.view(), Entity.key(name)).flatMap(User::boundary);
    }

    /** The boundary that the role has now. */
    static Optional<String> boundaryOfRole(Undecided call, String name) {
        return State.ROLES.in(call).find(call.view(), Entity.key(name)).flatMap(Role::boundary);
    }

    /** An action on the user that the request names, or on the caller if it names none. */
    static Requirement.Builder onUserOrCaller(String operation, Undecided call, @Nullable String name) {
        if (name != null) {
            return onUser(operation, call, name);
        }
        return switch (call.caller().principal()) {
            case Principal.User user -> onUser(operation, call, user.name());
            case Principal.Root root ->
                Requirement.of("iam:" + operation, Arn.global("iam", call.account(), "root"), call.account());
            case Principal.RoleSession session -> onNothing(operation, call);
            case Principal.FederatedUser federated -> onNothing(operation, call);
            case Principal.Service service -> onNothing(operation, call);
            case Principal.Anonymous anonymous -> onNothing(operation, call);
        };
    }

    /** Users and roles show their tags under two keys. */
    private static Requirement.Builder tagged(Requirement.Builder requirement, Tags tags) {
        return iamTags(requirement, tags.map()).resourceTags(tags.map());
    }

    private static Requirement.Builder iamTags(Requirement.Builder requirement, Map<String, String> tags) {
        tags.forEach((key, value) -> requirement.with("iam:ResourceTag/" + key, value));
        return requirement;
    }

    private static Requirement.Builder named(
            String operation, Undecided call, Entity.Kind kind, String name, Optional<Entity> entity) {
        Arn arn = entity.map(found -> found.arn(call.account()))
                .orElseGet(() -> Arn.global("iam", call.account(), kind.arnType() + '/' + name));
        return Requirement.of("iam:" + operation, arn, call.account());
    }
}
