package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.Policy;
import dev.nephele.services.iam.state.State;
import dev.nephele.storage.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps account of who uses which managed policy: the lists in the rows of entities, the index and the counters. */
final class PolicyUsers {
    private PolicyUsers() {}

    /** The list with the policy, indexed; the same list if it is there already. */
    static List<String> attach(
            Transaction transaction, AccountId account, Entity entity, List<String> old, String arn) {
        if (old.contains(arn)) {
            return old;
        }
        if (!Directory.policyExists(transaction, account, arn)) {
            throw Problems.notAttachable(arn);
        }
        add(transaction, account, entity, arn, false);
        List<String> changed = new ArrayList<>(old);
        changed.add(arn);
        return changed;
    }

    /** Indexes the policy of a new service-linked role, whether or not AWS publishes its document. */
    static void link(Transaction transaction, AccountId account, Entity entity, String arn) {
        add(transaction, account, entity, arn, false);
    }

    /**
     * The list without the policy.
     *
     * @throws dev.nephele.model.ServiceException {@code NoSuchEntity} if it is not attached
     */
    static List<String> detach(
            Transaction transaction, AccountId account, Entity entity, List<String> old, String arn) {
        Directory.parsePolicyArn(arn);
        if (!old.contains(arn)) {
            throw Problems.notFound(Entity.Kind.POLICY, arn);
        }
        remove(transaction, account, entity, arn, false);
        List<String> changed = new ArrayList<>(old);
        changed.remove(arn);
        return changed;
    }

    /** Indexes another boundary of an entity, which may be none. */
    static void bound(
            Transaction transaction,
            AccountId account,
            Entity entity,
            Optional<String> old,
            Optional<String> boundary) {
        if (old.equals(boundary)) {
            return;
        }
        old.ifPresent(arn -> remove(transaction, account, entity, arn, true));
        boundary.ifPresent(arn -> {
            if (!Directory.policyExists(transaction, account, arn)) {
                throw Problems.noSuchEntity("Scope ARN: " + arn + " does not exist or is not attachable.");
            }
            add(transaction, account, entity, arn, true);
        });
    }

    /** Moves the index rows of an entity that gets another name. */
    static void rename(
            Transaction transaction,
            AccountId account,
            Entity from,
            Entity to,
            List<String> attached,
            Optional<String> boundary) {
        for (String arn : attached) {
            move(transaction, account, arn, false, from, to);
        }
        boundary.ifPresent(arn -> move(transaction, account, arn, true, from, to));
    }

    static Policy.Use use(dev.nephele.kernel.View view, AccountId account, String arn) {
        return State.POLICY_USE.in(account).find(view, arn).orElse(Policy.Use.NONE);
    }

    private static void move(
            Transaction transaction, AccountId account, String arn, boolean boundary, Entity from, Entity to) {
        State.POLICY_USERS
                .in(account)
                .delete(transaction, new State.PolicyUser(arn, boundary, from.kind(), from.key()));
        State.POLICY_USERS.in(account).put(transaction, new State.PolicyUser(arn, boundary, to.kind(), to.key()), true);
    }

    private static void add(Transaction transaction, AccountId account, Entity entity, String arn, boolean boundary) {
        State.POLICY_USERS
                .in(account)
                .put(transaction, new State.PolicyUser(arn, boundary, entity.kind(), entity.key()), true);
        count(transaction, account, arn, boundary, 1);
    }

    private static void remove(
            Transaction transaction, AccountId account, Entity entity, String arn, boolean boundary) {
        State.POLICY_USERS
                .in(account)
                .delete(transaction, new State.PolicyUser(arn, boundary, entity.kind(), entity.key()));
        count(transaction, account, arn, boundary, -1);
    }

    private static void count(Transaction transaction, AccountId account, String arn, boolean boundary, int more) {
        Policy.Use old = use(transaction, account, arn);
        Policy.Use use = boundary
                ? new Policy.Use(old.attached(), old.boundaries() + more)
                : new Policy.Use(old.attached() + more, old.boundaries());
        if (use.equals(Policy.Use.NONE)) {
            State.POLICY_USE.in(account).delete(transaction, arn);
        } else {
            State.POLICY_USE.in(account).put(transaction, arn, use);
        }
    }
}
