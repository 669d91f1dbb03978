package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.View;
import dev.nephele.model.iam.AccessKeyLastUsed;
import dev.nephele.model.iam.AccessKeyMetadata;
import dev.nephele.model.iam.AttachedPermissionsBoundary;
import dev.nephele.model.iam.AttachedPolicy;
import dev.nephele.model.iam.PolicyVersion;
import dev.nephele.model.iam.RoleLastUsed;
import dev.nephele.model.iam.Tag;
import dev.nephele.policy.metadata.ManagedPolicies;
import dev.nephele.policy.metadata.ManagedPolicy;
import dev.nephele.services.iam.state.AccessKey;
import dev.nephele.services.iam.state.Account;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.InstanceProfile;
import dev.nephele.services.iam.state.Policy;
import dev.nephele.services.iam.state.Role;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.Tags;
import dev.nephele.services.iam.state.User;
import dev.nephele.storage.table.KeyCodec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entities in the form of AWS's answers. Which members an answer leaves out differs from operation to operation, as
 * AWS's answers were observed to.
 */
final class Answers {
    private Answers() {}

    /** A user with boundary and tags. */
    static dev.nephele.model.iam.User user(AccountId account, User user) {
        return user(account, user.entity(), boundary(user.boundary()), tagsOrNull(user.tags()));
    }

    /** A user as listings have it. */
    static dev.nephele.model.iam.User listedUser(AccountId account, User user) {
        return user(account, user.entity(), null, null);
    }

    private static dev.nephele.model.iam.User user(
            AccountId account,
            Entity entity,
            @Nullable AttachedPermissionsBoundary boundary,
            @Nullable List<Tag> tags) {
        return new dev.nephele.model.iam.User(
                entity.path(),
                entity.name(),
                entity.id(),
                entity.arn(account).toString(),
                entity.created(),
                null,
                boundary,
                tags);
    }

    /** The root user, which has neither path nor name. */
    @SuppressWarnings("NullAway") // AWS leaves out of this answer what its model requires
    static dev.nephele.model.iam.User root(View view, AccountId account) {
        Instant created = State.ACCOUNTS
                .in(account)
                .find(view, KeyCodec.Single.ROW)
                .map(Account::created)
                .orElse(Instant.EPOCH);
        String arn = Arn.global("iam", account, "root").toString();
        return new dev.nephele.model.iam.User(null, null, account.value(), arn, created, null, null, null);
    }

    static dev.nephele.model.iam.Group group(AccountId account, Entity entity) {
        return new dev.nephele.model.iam.Group(
                entity.path(), entity.name(), entity.id(), entity.arn(account).toString(), entity.created());
    }

    /** A role as CreateRole answers it: without longest session and last use. */
    static dev.nephele.model.iam.Role createdRole(AccountId account, Role role, String document) {
        return role(account, role, document, null, boundary(role.boundary()), tagsOrNull(role.tags()), null);
    }

    /** A role with all there is. */
    static dev.nephele.model.iam.Role role(View view, AccountId account, Role role) {
        return role(
                account,
                role,
                TrustPolicies.show(view, role.trust()),
                seconds(role),
                boundary(role.boundary()),
                tagsOrNull(role.tags()),
                lastUsed(view, account, role));
    }

    /** A role as listings have it. */
    static dev.nephele.model.iam.Role listedRole(View view, AccountId account, Role role) {
        return role(account, role, TrustPolicies.show(view, role.trust()), seconds(role), null, null, null);
    }

    private static dev.nephele.model.iam.Role role(
            AccountId account,
            Role role,
            String trust,
            @Nullable Integer longest,
            @Nullable AttachedPermissionsBoundary boundary,
            @Nullable List<Tag> tags,
            @Nullable RoleLastUsed lastUsed) {
        Entity entity = role.entity();
        return new dev.nephele.model.iam.Role(
                entity.path(),
                entity.name(),
                entity.id(),
                entity.arn(account).toString(),
                entity.created(),
                Documents.encode(trust),
                role.description().orElse(null),
                longest,
                boundary,
                tags,
                lastUsed,
                null);
    }

    private static int seconds(Role role) {
        return (int) role.longest().toSeconds();
    }

    /** When the role was last used; empty members if never. */
    static RoleLastUsed lastUsed(View view, AccountId account, Role role) {
        return State.ROLE_USE
                .in(account)
                .find(view, role.entity().id())
                .map(use -> new RoleLastUsed(use.at(), use.region()))
                .orElseGet(() -> new RoleLastUsed(null, null));
    }

    /** An instance profile with its role and tags. */
    static dev.nephele.model.iam.InstanceProfile profile(View view, AccountId account, InstanceProfile profile) {
        return profile(view, account, profile, tags(profile.tags()));
    }

    /** An instance profile as listings have it. */
    static dev.nephele.model.iam.InstanceProfile listedProfile(View view, AccountId account, InstanceProfile profile) {
        return profile(view, account, profile, null);
    }

    private static dev.nephele.model.iam.InstanceProfile profile(
            View view, AccountId account, InstanceProfile profile, @Nullable List<Tag> tags) {
        Entity entity = profile.entity();
        List<dev.nephele.model.iam.Role> roles = profile
                .role()
                .flatMap(key -> State.ROLES.in(account).find(view, key))
                .map(role -> role(account, role, TrustPolicies.show(view, role.trust()), null, null, null, null))
                .stream()
                .toList();
        return new dev.nephele.model.iam.InstanceProfile(
                entity.path(),
                entity.name(),
                entity.id(),
                entity.arn(account).toString(),
                entity.created(),
                roles,
                tags);
    }

    /**
     * A policy of the account.
     *
     * @param complete with description and tags, which listings leave out
     */
    static dev.nephele.model.iam.Policy policy(AccountId account, Policy policy, Policy.Use use, Told told) {
        Entity entity = policy.entity();
        return new dev.nephele.model.iam.Policy(
                entity.name(),
                entity.id(),
                entity.arn(account).toString(),
                entity.path(),
                "v" + policy.defaultVersion(),
                use.attached(),
                use.boundaries(),
                true,
                told == Told.WHOLE ? policy.description().orElse(null) : null,
                entity.created(),
                policy.updated(),
                switch (told) {
                    case LISTED -> null;
                    case CREATED -> tagsOrNull(policy.tags());
                    case WHOLE -> tags(policy.tags());
                });
    }

    /** A policy of AWS. */
    static dev.nephele.model.iam.Policy policy(ManagedPolicy policy, Policy.Use use, Told told) {
        return new dev.nephele.model.iam.Policy(
                policy.name(),
                ManagedPolicies.id(policy.arn()),
                policy.arn(),
                policy.path(),
                policy.versionId(),
                use.attached(),
                use.boundaries(),
                true,
                null,
                policy.created(),
                policy.updated(),
                told == Told.WHOLE ? List.of() : null);
    }

    /** How much of a managed policy an answer tells: creation leaves out the description, a list the tags too. */
    enum Told {
        LISTED,
        CREATED,
        WHOLE
    }

    /** A version with its document. */
    static PolicyVersion version(View view, AccountId account, Policy policy, int number) {
        Policy.Version version = State.VERSIONS
                .in(account)
                .find(view, new Policy.VersionKey(policy.entity().key(), number))
                .orElseThrow();
        return new PolicyVersion(
                Documents.encode(version.document()),
                "v" + number,
                number == policy.defaultVersion(),
                version.created());
    }

    /** The version of AWS's policy with its document. */
    static PolicyVersion version(ManagedPolicy policy) {
        String document = ManagedPolicies.get().document(policy.arn()).orElseThrow();
        return new PolicyVersion(Documents.encode(document), policy.versionId(), true, policy.versionCreated());
    }

    /** A version as listings have it: without the document. */
    static PolicyVersion listedVersion(int number, boolean isDefault, Instant created) {
        return new PolicyVersion(null, "v" + number, isDefault, created);
    }

    /** The version of AWS's policy as listings have it. */
    static PolicyVersion listedVersion(ManagedPolicy policy) {
        return new PolicyVersion(null, policy.versionId(), true, policy.versionCreated());
    }

    /** All versions of a policy, the newest first, as listings have them. */
    static List<PolicyVersion> listedVersions(View view, AccountId account, Policy policy) {
        return policy.versions().reversed().stream()
                .map(number -> {
                    PolicyVersion version = version(view, account, policy, number);
                    return new PolicyVersion(
                            null, version.versionId(), version.isDefaultVersion(), version.createDate());
                })
                .toList();
    }

    static AttachedPolicy attached(String arn) {
        return new AttachedPolicy(arn.substring(arn.lastIndexOf('/') + 1), arn);
    }

    /** The path in the ARN of a policy. */
    static String policyPath(String arn) {
        return arn.substring(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
    }

    /** A new key with its secret, which no other answer has. */
    @SuppressWarnings("NullAway") // a key of the root user has no user name, though the model requires one
    static dev.nephele.model.iam.AccessKey newAccessKey(
            @Nullable String user, String id, String secret, Instant created) {
        return new dev.nephele.model.iam.AccessKey(user, id, "Active", secret, created);
    }

    static AccessKeyMetadata accessKey(@Nullable String user, String id, AccessKey key) {
        return new AccessKeyMetadata(user, id, key.active() ? "Active" : "Inactive", key.created());
    }

    static AccessKeyLastUsed lastUse(Optional<AccessKey.LastUse> use) {
        return use.map(last -> new AccessKeyLastUsed(last.at(), last.service(), last.region()))
                .orElseGet(() -> new AccessKeyLastUsed(null, "N/A", "N/A"));
    }

    static List<Tag> tags(Tags tags) {
        return tags.map().entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList();
    }

    /** Answers leave out the tags of an entity that has none. */
    static @Nullable List<Tag> tagsOrNull(Tags tags) {
        return tags.map().isEmpty() ? null : tags(tags);
    }

    static @Nullable AttachedPermissionsBoundary boundary(Optional<String> arn) {
        return arn.map(text -> new AttachedPermissionsBoundary("Policy", text)).orElse(null);
    }
}
