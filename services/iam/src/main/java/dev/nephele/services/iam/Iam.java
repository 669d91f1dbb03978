package dev.nephele.services.iam;

import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.iam.IamService;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.servicekit.seal.SealedColumn;
import dev.nephele.services.iam.identity.Identity;
import dev.nephele.services.iam.identity.Settings;
import dev.nephele.services.iam.state.AccessKey;
import dev.nephele.storage.Store;

/** Identity and Access Management: the operations, and the answers to the rooms below. */
public final class Iam {
    private final Store store;
    private final SealedColumn secrets;
    private final Identity identity;
    private final IamUsers users;
    private final IamGroups groups;
    private final IamRoles roles;
    private final IamServiceLinkedRoles serviceLinkedRoles;
    private final IamInstanceProfiles instanceProfiles;
    private final IamPolicies policies;
    private final IamAttachments attachments;
    private final IamInlinePolicies inlinePolicies;
    private final IamAccessKeys accessKeys;
    private final IamAccount account;

    public Iam(Store store, Clock clock, Ids ids, CloudKey key, Settings settings) {
        Limits limits = new Limits(settings.quotas());
        Lists lists = new Lists(key);
        this.store = store;
        this.secrets = key.column("iam.secret-access-key");
        this.identity = new Identity(store, clock, ids, secrets, settings);
        this.users = new IamUsers(store, ids, limits, lists);
        this.groups = new IamGroups(store, ids, limits, lists);
        this.roles = new IamRoles(store, ids, limits, lists, identity.principals());
        this.serviceLinkedRoles = new IamServiceLinkedRoles(store, ids, limits);
        this.instanceProfiles = new IamInstanceProfiles(store, ids, limits, lists);
        this.policies = new IamPolicies(store, ids, limits, lists);
        this.attachments = new IamAttachments(store, limits, lists);
        this.inlinePolicies = new IamInlinePolicies(store, limits, lists);
        this.accessKeys = new IamAccessKeys(store, ids, limits, lists, secrets);
        this.account = new IamAccount(store, limits, lists, settings);
    }

    /** Seals what an older program left in plain rows. */
    public void sealOlderRows() {
        AccessKey.sealOlder(store, secrets);
    }

    /** What the gateway serves. */
    public ServiceModel.Served served() {
        return new IamService(
                        Rules.ON,
                        users,
                        groups,
                        roles,
                        instanceProfiles,
                        policies,
                        attachments,
                        inlinePolicies,
                        accessKeys,
                        serviceLinkedRoles,
                        account)
                .served();
    }

    /** What the gateway and STS ask of IAM. */
    public Identity identity() {
        return identity;
    }
}
