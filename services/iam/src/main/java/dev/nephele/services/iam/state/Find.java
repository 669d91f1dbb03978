package dev.nephele.services.iam.state;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.View;
import dev.nephele.policy.metadata.ManagedPolicies;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what more than one table must be asked for. */
public final class Find {
    /** What precedes path and name in the ARNs of AWS's managed policies. */
    public static final String AWS_POLICY = "arn:aws:iam::aws:policy/";

    private Find() {}

    /** Where the entity of a unique id is, or null. */
    public static State.@Nullable Place place(View view, String id) {
        return State.IDS.get(view, id);
    }

    /** The user or role of this key. */
    public static Optional<Entity> principal(View view, AccountId account, Entity.Kind kind, String key) {
        return switch (kind) {
            case USER -> State.USERS.in(account).find(view, key).map(User::entity);
            case ROLE -> State.ROLES.in(account).find(view, key).map(Role::entity);
            case GROUP, POLICY, INSTANCE_PROFILE -> Optional.empty();
        };
    }

    /** An entry of a policy's principals as it is shown: for the unique id of a user or role that is there, its ARN. */
    public static String shown(View view, String entry) {
        State.Place place = entry.startsWith("arn:") ? null : place(view, entry);
        return place == null
                ? entry
                : principal(view, place.account(), place.kind(), place.key())
                        .map(entity -> entity.arn(place.account()).toString())
                        .orElse(entry);
    }

    /** The customer's policy of this ARN, if the account has it under this very path. */
    public static Optional<Policy> policy(View view, AccountId account, Arn arn) {
        String resource = arn.resource();
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        return State.POLICIES
                .in(account)
                .find(view, Entity.key(name))
                .filter(policy -> policy.entity().arn(account).equals(arn));
    }

    /**
     * The document in force of a managed policy, the account's own or AWS's; empty if there is no such policy or it is
     * another account's.
     */
    public static Optional<String> document(View view, AccountId account, String arn) {
        if (arn.startsWith(AWS_POLICY)) {
            return ManagedPolicies.get().document(arn);
        }
        return Arn.parse(arn)
                .flatMap(parsed -> policy(view, account, parsed))
                .flatMap(policy -> State.VERSIONS
                        .in(account)
                        .find(view, new Policy.VersionKey(policy.entity().key(), policy.defaultVersion())))
                .map(Policy.Version::document);
    }
}
