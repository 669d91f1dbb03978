package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.View;
import dev.nephele.policy.metadata.ManagedPolicies;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.Find;
import dev.nephele.services.iam.state.Group;
import dev.nephele.services.iam.state.InstanceProfile;
import dev.nephele.services.iam.state.Policy;
import dev.nephele.services.iam.state.Role;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.User;
import dev.nephele.storage.Transaction;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds entities by name, ARN or unique id, and says so in AWS's words when they are not there. */
final class Directory {
    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_LENGTH = 17;

    private Directory() {}

    static User user(View view, AccountId account, String name) {
        return State.USERS
                .in(account)
                .find(view, Entity.key(name))
                .orElseThrow(() -> Problems.notFound(Entity.Kind.USER, name));
    }

    static Group group(View view, AccountId account, String name) {
        return State.GROUPS
                .in(account)
                .find(view, Entity.key(name))
                .orElseThrow(() -> Problems.notFound(Entity.Kind.GROUP, name));
    }

    static Role role(View view, AccountId account, String name) {
        return State.ROLES
                .in(account)
                .find(view, Entity.key(name))
                .orElseThrow(() -> Problems.notFound(Entity.Kind.ROLE, name));
    }

    /** A role that is about to be changed by somebody who is not its service. */
    static Role modifiableRole(View view, AccountId account, String name) {
        Role role = role(view, account, name);
        if (role.serviceLinked()) {
            throw Problems.protectedRole(role.entity().name());
        }
        return role;
    }

    static InstanceProfile profile(View view, AccountId account, String name) {
        return State.PROFILES
                .in(account)
                .find(view, Entity.key(name))
                .orElseThrow(() -> Problems.notFound(Entity.Kind.INSTANCE_PROFILE, name));
    }

    /** The customer's policy of this ARN. */
    static Policy policy(View view, AccountId account, String arn) {
        return findPolicy(view, account, arn).orElseThrow(() -> Problems.notFound(Entity.Kind.POLICY, arn));
    }

    /** The customer's policy of this ARN, which is about to be changed. */
    static Policy modifiablePolicy(View view, AccountId account, String arn) {
        if (!parsePolicyArn(arn).account().equals(account.value())) {
            throw Problems.foreignPolicy();
        }
        return policy(view, account, arn);
    }

    /** The customer's policy of this ARN, if the account has it under this very path. */
    static Optional<Policy> findPolicy(View view, AccountId account, String arn) {
        return Find.policy(view, account, parsePolicyArn(arn));
    }

    /** Whether a managed policy exists, the account's own or AWS's. */
    static boolean policyExists(View view, AccountId account, String arn) {
        parsePolicyArn(arn);
        return arn.startsWith(Find.AWS_POLICY)
                ? ManagedPolicies.get().find(arn).isPresent()
                : findPolicy(view, account, arn).isPresent();
    }

    /**
     * Reads the ARN of a policy.
     *
     * @throws dev.nephele.model.ServiceException {@code ValidationError} if it is none
     */
    static Arn parsePolicyArn(String text) {
        return Arn.parse(text).orElseThrow(() -> Problems.validation("Invalid ARN:  Could not be parsed!"));
    }

    /** What every new entity needs: its unique id leads to it. */
    static void register(Transaction transaction, AccountId account, Entity entity) {
        State.IDS.put(transaction, entity.id(), new State.Place(account, entity.kind(), entity.key()));
    }

    static void unregister(Transaction transaction, Entity entity) {
        State.IDS.delete(transaction, entity.id());
    }

    /** A new entity, with a unique id of its own. */
    static Entity create(Entity.Kind kind, @Nullable String path, String name, Ids ids, Instant now) {
        return new Entity(kind, path == null ? "/" : path, name, newId(kind, ids), now);
    }

    static String newId(Entity.Kind kind, Ids ids) {
        return kind.idPrefix() + ids.text(ID_LENGTH, ID_ALPHABET);
    }
}
