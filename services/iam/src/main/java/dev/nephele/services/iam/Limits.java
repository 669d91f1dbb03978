package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.services.iam.identity.Settings.Quota;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.State;
import dev.nephele.storage.Transaction;
import java.util.EnumMap;
import java.util.Map;

/** The quotas in force, and the counters they are held against. */
final class Limits {
    private final Map<Quota, Integer> limits = new EnumMap<>(Quota.class);

    /** AWS's defaults, but for those given. */
    Limits(Map<Quota, Integer> raised) {
        for (Quota quota : Quota.values()) {
            limits.put(quota, quota.limit());
        }
        limits.putAll(raised);
    }

    int of(Quota quota) {
        return limits.getOrDefault(quota, quota.limit());
    }

    /** Refuses what would exceed a quota. */
    void require(Quota quota, long wanted) {
        if (wanted > of(quota)) {
            throw Problems.limitExceeded("Cannot exceed quota for " + quota.text() + ": " + of(quota));
        }
    }

    /** Counts one more entity of a kind in the account, if its quota allows. */
    void add(Transaction transaction, AccountId account, Entity.Kind kind) {
        long count = count(transaction, account, kind) + 1;
        require(quota(kind), count);
        State.COUNTS.in(account).put(transaction, kind.arnType(), count);
    }

    /** Counts one entity less. */
    void remove(Transaction transaction, AccountId account, Entity.Kind kind) {
        State.COUNTS.in(account).put(transaction, kind.arnType(), count(transaction, account, kind) - 1);
    }

    static long count(dev.nephele.kernel.View view, AccountId account, Entity.Kind kind) {
        Long count = State.COUNTS.in(account).get(view, kind.arnType());
        return count == null ? 0 : count;
    }

    static Quota quota(Entity.Kind kind) {
        return switch (kind) {
            case USER -> Quota.USERS;
            case GROUP -> Quota.GROUPS;
            case ROLE -> Quota.ROLES;
            case POLICY -> Quota.POLICIES;
            case INSTANCE_PROFILE -> Quota.INSTANCE_PROFILES;
        };
    }
}
