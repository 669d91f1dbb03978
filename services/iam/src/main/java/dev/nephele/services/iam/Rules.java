package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.iam.IamResources;
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
 * What the authorization rules of IAM act on. The resource of a request is the entity's ARN with its path,
 * looked up in the view of the decision; an entity that is absent is decided on the ARN it would have without a path.
 */
final class Rules implements IamResources {
    static final Rules ON = new Rules();
    static final String BOUNDARY = "iam:PermissionsBoundary";
    static final String POLICY_ARN = "iam:PolicyARN";

    private Rules() {}

    @Override
    public Requirement.Builder users(String action, @Nullable String path, Undecided call) {
        return under(action, Entity.Kind.USER, path, call);
    }

    @Override
    public Requirement.Builder groups(String action, @Nullable String path, Undecided call) {
        return under(action, Entity.Kind.GROUP, path, call);
    }

    @Override
    public Requirement.Builder roles(String action, @Nullable String path, Undecided call) {
        return under(action, Entity.Kind.ROLE, path, call);
    }

    @Override
    public Requirement.Builder profiles(String action, @Nullable String path, Undecided call) {
        return under(action, Entity.Kind.INSTANCE_PROFILE, path, call);
    }

    /** An action on all entities of a kind under a path, as listings are decided. */
    private static Requirement.Builder under(String action, Entity.Kind kind, @Nullable String path, Undecided call) {
        Arn arn = Arn.global("iam", call.account(), kind.arnType() + (path == null ? "/" : path));
        return Requirement.of(action, arn, call.account());
    }

    /** An action on an entity that is to be made. */
    static Requirement.Builder onNew(
            String action,
            Undecided call,
            Entity.Kind kind,
            @Nullable String path,
            String name,
            Map<String, String> tags) {
        Arn arn = Arn.global("iam", call.account(), kind.arnType() + (path == null ? "/" : path) + name);
        Requirement.Builder requirement =
                Requirement.of(action, arn, call.account()).newTags(tags);
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

    @Override
    public Requirement.Builder user(String action, String name, Undecided call) {
        Optional<User> user = State.USERS.in(call).find(call.view(), Entity.key(name));
        return tagged(
                named(action, call, Entity.Kind.USER, name, user.map(User::entity)),
                user.map(User::tags).orElse(Tags.NONE));
    }

    /** The user, with the boundary that it has now. */
    @Override
    public Requirement.Builder boundedUser(String action, String name, Undecided call) {
        return user(action, name, call)
                .with(
                        BOUNDARY,
                        State.USERS.in(call).find(call.view(), Entity.key(name)).flatMap(User::boundary));
    }

    @Override
    public Requirement.Builder group(String action, String name, Undecided call) {
        return named(
                action,
                call,
                Entity.Kind.GROUP,
                name,
                State.GROUPS.in(call).find(call.view(), Entity.key(name)).map(group -> group.entity()));
    }

    @Override
    public Requirement.Builder role(String action, String name, Undecided call) {
        Optional<Role> role = State.ROLES.in(call).find(call.view(), Entity.key(name));
        return tagged(
                named(action, call, Entity.Kind.ROLE, name, role.map(Role::entity)),
                role.map(Role::tags).orElse(Tags.NONE));
    }

    /** The role, with the boundary that it has now. */
    @Override
    public Requirement.Builder boundedRole(String action, String name, Undecided call) {
        return role(action, name, call)
                .with(
                        BOUNDARY,
                        State.ROLES.in(call).find(call.view(), Entity.key(name)).flatMap(Role::boundary));
    }

    @Override
    public Requirement.Builder profile(String action, String name, Undecided call) {
        Optional<InstanceProfile> profile = State.PROFILES.in(call).find(call.view(), Entity.key(name));
        return named(action, call, Entity.Kind.INSTANCE_PROFILE, name, profile.map(InstanceProfile::entity))
                .resourceTags(
                        profile.map(InstanceProfile::tags).orElse(Tags.NONE).map());
    }

    /** A managed policy is decided on the very ARN that the request gives. Those of another account belong to it; AWS's belong to all. */
    @Override
    public Requirement.Builder policy(String action, String arn, Undecided call) {
        Optional<Arn> parsed = Arn.parse(arn);
        if (parsed.isEmpty()) {
            return Requirement.of(action, call.account());
        }
        Tags tags = parsed.get().account().equals(call.account().value())
                ? Directory.findPolicy(call.view(), call.account(), arn)
                        .map(Policy::tags)
                        .orElse(Tags.NONE)
                : Tags.NONE;
        AccountId owner = AccountId.isValid(parsed.get().account())
                ? new AccountId(parsed.get().account())
                : call.account();
        return Requirement.of(action, parsed.get(), owner).resourceTags(tags.map());
    }

    /** An action on the user that the request names, or on the caller if it names none. */
    @Override
    public Requirement.Builder self(String action, @Nullable String name, Undecided call) {
        if (name != null) {
            return user(action, name, call);
        }
        return switch (call.caller().principal()) {
            case Principal.User user -> user(action, user.name(), call);
            case Principal.Root root ->
                Requirement.of(action, Arn.global("iam", call.account(), "root"), call.account());
            case Principal.RoleSession session -> Requirement.of(action, call.account());
            case Principal.FederatedUser federated -> Requirement.of(action, call.account());
            case Principal.Service service -> Requirement.of(action, call.account());
            case Principal.Anonymous anonymous -> Requirement.of(action, call.account());
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
            String action, Undecided call, Entity.Kind kind, String name, Optional<Entity> entity) {
        Arn arn = entity.map(found -> found.arn(call.account()))
                .orElseGet(() -> Arn.global("iam", call.account(), kind.arnType() + '/' + name));
        return Requirement.of(action, arn, call.account());
    }
}
