package dev.nephele.services.iam.identity;

import dev.nephele.access.Accounts;
import dev.nephele.access.CredentialStore;
import dev.nephele.access.Identities;
import dev.nephele.access.PolicyPrincipals;
import dev.nephele.access.Roles;
import dev.nephele.access.Uses;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.servicekit.seal.SealedColumn;
import dev.nephele.storage.Store;

/** IAM's answers to the questions of the access room. */
public final class Identity {
    private final Accounts accounts;
    private final CredentialStore longTermKeys;
    private final Identities policies = new BoundPolicies();
    private final Roles roles = new AssumableRoles();
    private final PolicyPrincipals principals;
    private final Uses uses;

    public Identity(Store store, Clock clock, Ids ids, SealedColumn secrets, Settings settings) {
        this.accounts = new KnownAccounts(store, clock, ids, secrets, settings);
        this.principals = new PinnedPrincipals(accounts);
        this.longTermKeys = new LongTermKeys(secrets, settings);
        this.uses = new LastUses(store);
    }

    public Accounts accounts() {
        return accounts;
    }

    /** The keys of users and root users. */
    public CredentialStore longTermKeys() {
        return longTermKeys;
    }

    /** Which policies bind whom. */
    public Identities policies() {
        return policies;
    }

    public Roles roles() {
        return roles;
    }

    /** Whom policies of resources name. */
    public PolicyPrincipals principals() {
        return principals;
    }

    /** Takes note of the use of keys and roles. */
    public Uses uses() {
        return uses;
    }
}
