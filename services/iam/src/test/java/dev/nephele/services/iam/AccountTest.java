package dev.nephele.services.iam;

import static dev.nephele.services.iam.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.access.Accounts;
import dev.nephele.access.Credential;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Region;
import dev.nephele.model.iam.*;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountTest {
    private final Cloud cloud = new Cloud();

    private AccessKey newKey(String user) {
        return cloud.iam
                .accessKeys
                .createAccessKey(new CreateAccessKeyRequest(user), cloud.root())
                .accessKey();
    }

    private Optional<Credential> credential(String id) {
        return cloud.iam.identity().longTermKeys().find(cloud.store.view(), id, Optional.empty());
    }

    @Test
    void knowsTheConfiguredRootKey() {
        Credential root = credential("test").orElseThrow();
        assertThat(root.caller().principal()).isEqualTo(new Principal.Root(Cloud.ACCOUNT));
        assertThat(credential("AKIAUNKNOWNUNKNOWN22")).isEmpty();
    }

    @Test
    void makesAccountsWithARootKey() {
        AccountId id = new AccountId("444455556666");
        Accounts accounts = cloud.iam.identity().accounts();
        assertThat(accounts.exists(cloud.store.view(), id)).isFalse();
        Accounts.RootCredential created = accounts.create(Optional.of(id), Optional.empty(), Optional.empty())
                .orElseThrow();
        assertThat(accounts.exists(cloud.store.view(), id)).isTrue();
        assertThat(accounts.create(Optional.of(id), Optional.empty(), Optional.empty()))
                .isEmpty();
        assertThat(accounts.create(Optional.empty(), Optional.of("test"), Optional.empty()))
                .isEmpty();
        Credential root = credential(created.accessKeyId()).orElseThrow();
        assertThat(root.caller().principal()).isEqualTo(new Principal.Root(id));
        assertThat(root.secretAccessKey()).isEqualTo(created.secretAccessKey()).hasSize(40);
        assertThat(accounts.root(cloud.store.view(), id)).contains(created);
        assertThat(accounts.root(cloud.store.view(), new AccountId("555566667777")))
                .isEmpty();
    }

    @Test
    void makesUsersKeysThatAuthenticateThem() {
        cloud.iam.users.createUser(new CreateUserRequest("/p/", "alice", null, null), cloud.root());
        AccessKey key = newKey("alice");
        assertThat(key.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        Credential credential = credential(key.accessKeyId()).orElseThrow();
        assertThat(credential.caller().principal().arn().orElseThrow())
                .hasToString("arn:aws:iam::111122223333:user/p/alice");
        newKey("alice");
        refuses("LimitExceeded", 409, "Cannot exceed quota for AccessKeysPerUser: 2", () -> newKey("alice"));

        cloud.iam.accessKeys.updateAccessKey(
                new UpdateAccessKeyRequest("alice", key.accessKeyId(), "Inactive"), cloud.root());
        assertThat(credential(key.accessKeyId()).orElseThrow().state()).isEqualTo(Credential.State.INACTIVE);
        cloud.iam.accessKeys.deleteAccessKey(new DeleteAccessKeyRequest("alice", key.accessKeyId()), cloud.root());
        assertThat(credential(key.accessKeyId())).isEmpty();
    }

    @Test
    void doesNotTouchTheKeysOfOthers() {
        cloud.iam.users.createUser(new CreateUserRequest(null, "alice", null, null), cloud.root());
        cloud.iam.users.createUser(new CreateUserRequest(null, "bob", null, null), cloud.root());
        String id = newKey("alice").accessKeyId();
        refuses(
                "NoSuchEntity",
                404,
                "The Access Key with id " + id + " cannot be found.",
                () -> cloud.iam.accessKeys.deleteAccessKey(new DeleteAccessKeyRequest("bob", id), cloud.root()));
    }

    @Test
    void saysWhenAKeyWasLastUsed() {
        cloud.iam.users.createUser(new CreateUserRequest(null, "alice", null, null), cloud.root());
        String id = newKey("alice").accessKeyId();
        assertThat(lastUse(id)).isEqualTo(new AccessKeyLastUsed(null, "N/A", "N/A"));
        Caller alice = credential(id).orElseThrow().caller();
        cloud.iam.identity().uses().used(alice, "s3", new Region("eu-west-1"), Cloud.NOW);
        assertThat(lastUse(id)).isEqualTo(new AccessKeyLastUsed(Cloud.NOW, "s3", "eu-west-1"));
    }

    private AccessKeyLastUsed lastUse(String id) {
        return cloud.iam
                .accessKeys
                .getAccessKeyLastUsed(new GetAccessKeyLastUsedRequest(id), cloud.root())
                .accessKeyLastUsed();
    }

    @Test
    void hasOneAlias() {
        cloud.iam.account.createAccountAlias(new CreateAccountAliasRequest("first"), cloud.root());
        cloud.iam.account.createAccountAlias(new CreateAccountAliasRequest("second"), cloud.root());
        assertThat(cloud.iam
                        .account
                        .listAccountAliases(new ListAccountAliasesRequest(null, null), cloud.root())
                        .accountAliases())
                .containsExactly("second");
        var other = cloud.by(
                new Caller(new Principal.Root(new AccountId("444455556666")), Optional.empty(), Optional.empty()));
        refuses(
                "EntityAlreadyExists",
                409,
                "The account alias second already exists.",
                () -> cloud.iam.account.createAccountAlias(new CreateAccountAliasRequest("second"), other));
        cloud.iam.account.createAccountAlias(new CreateAccountAliasRequest("first"), other);
    }

    @Test
    void sumsUpTheAccount() {
        cloud.iam.users.createUser(new CreateUserRequest(null, "alice", null, null), cloud.root());
        assertThat(cloud.iam
                        .account
                        .getAccountSummary(new GetAccountSummaryRequest(), cloud.root())
                        .summaryMap())
                .containsEntry("Users", 1)
                .containsEntry("UsersQuota", 5000)
                .containsEntry("Roles", 0)
                .containsEntry("AccountAccessKeysPresent", 1);
    }

    @Test
    void detailsAllIdentitiesPageByPage() {
        for (String name : List.of("a", "b", "c")) {
            cloud.iam.users.createUser(new CreateUserRequest(null, name, null, null), cloud.root());
            cloud.iam.groups.createGroup(new CreateGroupRequest(null, name), cloud.root());
        }
        cloud.iam.groups.addUserToGroup(new AddUserToGroupRequest("a", "b"), cloud.root());
        cloud.iam.inlinePolicies.putUserPolicy(new PutUserPolicyRequest("b", "all", Cloud.ALLOW_ALL), cloud.root());
        cloud.iam.attachments.attachGroupPolicy(
                new AttachGroupPolicyRequest("a", "arn:aws:iam::aws:policy/ReadOnlyAccess"), cloud.root());
        int users = 0;
        int groups = 0;
        int policies = 0;
        int pages = 0;
        String marker = null;
        do {
            GetAccountAuthorizationDetailsResponse page = cloud.iam.account.getAccountAuthorizationDetails(
                    new GetAccountAuthorizationDetailsRequest(null, 2, marker), cloud.root());
            users += page.userDetailList().size();
            groups += page.groupDetailList().size();
            policies += page.policies().size();
            marker = page.marker();
            pages++;
        } while (marker != null);
        assertThat(List.of(users, groups, policies, pages)).containsExactly(3, 3, 1, 4);
        UserDetail b = cloud.iam
                .account
                .getAccountAuthorizationDetails(
                        new GetAccountAuthorizationDetailsRequest(List.of("User"), null, null), cloud.root())
                .userDetailList()
                .get(1);
        assertThat(b.groupList()).containsExactly("a");
        assertThat(b.userPolicyList()).extracting(PolicyDetail::policyName).containsExactly("all");
    }
}
