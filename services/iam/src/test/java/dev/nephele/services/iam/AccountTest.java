package dev.nephele.services.iam;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.access.Accounts;
import dev.nephele.access.Credential;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Region;
import dev.nephele.model.iam.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.kernel.ManualClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AccountTest {
    @AutoClose
    private final IamCloud cloud = new IamCloud();

    private AccessKey newKey(String user) {
        return cloud.root()
                .call(IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyRequest(user))
                .accessKey();
    }

    private Optional<Credential> credential(String id) {
        return cloud.identity().longTermKeys().find(cloud.view(), id, Optional.empty());
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
        Accounts accounts = cloud.identity().accounts();
        assertThat(accounts.exists(cloud.view(), id)).isFalse();
        Accounts.RootCredential created = accounts.create(Optional.of(id), Optional.empty(), Optional.empty())
                .orElseThrow();
        assertThat(accounts.exists(cloud.view(), id)).isTrue();
        assertThat(accounts.create(Optional.of(id), Optional.empty(), Optional.empty()))
                .isEmpty();
        assertThat(accounts.create(Optional.empty(), Optional.of("test"), Optional.empty()))
                .isEmpty();
        Credential root = credential(created.accessKeyId()).orElseThrow();
        assertThat(root.caller().principal()).isEqualTo(new Principal.Root(id));
        assertThat(root.secretAccessKey()).isEqualTo(created.secretAccessKey()).hasSize(40);
        assertThat(accounts.root(cloud.view(), id)).contains(created);
        assertThat(accounts.root(cloud.view(), new AccountId("555566667777"))).isEmpty();
    }

    @Test
    void makesUsersKeysThatAuthenticateThem() {
        cloud.root().call(IamOperations.CREATE_USER, new CreateUserRequest("/p/", "alice", null, null));
        AccessKey key = newKey("alice");
        assertThat(key.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        Credential credential = credential(key.accessKeyId()).orElseThrow();
        assertThat(credential.caller().principal().arn().orElseThrow())
                .hasToString("arn:aws:iam::111122223333:user/p/alice");
        newKey("alice");
        refuses("LimitExceeded", 409, "Cannot exceed quota for AccessKeysPerUser: 2", () -> newKey("alice"));

        cloud.root()
                .call(
                        IamOperations.UPDATE_ACCESS_KEY,
                        new UpdateAccessKeyRequest("alice", key.accessKeyId(), "Inactive"));
        assertThat(credential(key.accessKeyId()).orElseThrow().state()).isEqualTo(Credential.State.INACTIVE);
        cloud.root().call(IamOperations.DELETE_ACCESS_KEY, new DeleteAccessKeyRequest("alice", key.accessKeyId()));
        assertThat(credential(key.accessKeyId())).isEmpty();
    }

    @Test
    void doesNotTouchTheKeysOfOthers() {
        cloud.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, "alice", null, null));
        cloud.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, "bob", null, null));
        String id = newKey("alice").accessKeyId();
        refuses(
                "NoSuchEntity",
                404,
                "The Access Key with id " + id + " cannot be found.",
                () -> cloud.root().call(IamOperations.DELETE_ACCESS_KEY, new DeleteAccessKeyRequest("bob", id)));
    }

    @Test
    void saysWhenAKeyWasLastUsed() {
        cloud.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, "alice", null, null));
        String id = newKey("alice").accessKeyId();
        assertThat(lastUse(id)).isEqualTo(new AccessKeyLastUsed(null, "N/A", "N/A"));
        Caller alice = credential(id).orElseThrow().caller();
        cloud.identity().uses().used(alice, "s3", new Region("eu-west-1"), ManualClock.BEGINNING);
        assertThat(lastUse(id)).isEqualTo(new AccessKeyLastUsed(ManualClock.BEGINNING, "s3", "eu-west-1"));
    }

    private AccessKeyLastUsed lastUse(String id) {
        return cloud.root()
                .call(IamOperations.GET_ACCESS_KEY_LAST_USED, new GetAccessKeyLastUsedRequest(id))
                .accessKeyLastUsed();
    }

    @Test
    void hasOneAlias() {
        cloud.root().call(IamOperations.CREATE_ACCOUNT_ALIAS, new CreateAccountAliasRequest("first"));
        cloud.root().call(IamOperations.CREATE_ACCOUNT_ALIAS, new CreateAccountAliasRequest("second"));
        assertThat(cloud.root()
                        .call(IamOperations.LIST_ACCOUNT_ALIASES, new ListAccountAliasesRequest(null, null))
                        .accountAliases())
                .containsExactly("second");
        Client other = cloud.stranger();
        refuses(
                "EntityAlreadyExists",
                409,
                "The account alias second already exists.",
                () -> other.call(IamOperations.CREATE_ACCOUNT_ALIAS, new CreateAccountAliasRequest("second")));
        other.call(IamOperations.CREATE_ACCOUNT_ALIAS, new CreateAccountAliasRequest("first"));
    }

    @Test
    void sumsUpTheAccount() {
        cloud.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, "alice", null, null));
        assertThat(cloud.root()
                        .call(IamOperations.GET_ACCOUNT_SUMMARY, new GetAccountSummaryRequest())
                        .summaryMap())
                .containsEntry("Users", 1)
                .containsEntry("UsersQuota", 5000)
                .containsEntry("Roles", 0)
                .containsEntry("AccountAccessKeysPresent", 1);
    }

    @Test
    void detailsAllIdentitiesPageByPage() {
        for (String name : List.of("a", "b", "c")) {
            cloud.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, name, null, null));
            cloud.root().call(IamOperations.CREATE_GROUP, new CreateGroupRequest(null, name));
        }
        cloud.root().call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupRequest("a", "b"));
        cloud.root().call(IamOperations.PUT_USER_POLICY, new PutUserPolicyRequest("b", "all", Cloud.ALLOW_ALL));
        cloud.root()
                .call(
                        IamOperations.ATTACH_GROUP_POLICY,
                        new AttachGroupPolicyRequest("a", "arn:aws:iam::aws:policy/ReadOnlyAccess"));
        int users = 0;
        int groups = 0;
        int policies = 0;
        int pages = 0;
        String marker = null;
        do {
            GetAccountAuthorizationDetailsResponse page = cloud.root()
                    .call(
                            IamOperations.GET_ACCOUNT_AUTHORIZATION_DETAILS,
                            new GetAccountAuthorizationDetailsRequest(null, 2, marker));
            users += page.userDetailList().size();
            groups += page.groupDetailList().size();
            policies += page.policies().size();
            marker = page.marker();
            pages++;
        } while (marker != null);
        assertThat(List.of(users, groups, policies, pages)).containsExactly(3, 3, 1, 4);
        UserDetail b = cloud.root()
                .call(
                        IamOperations.GET_ACCOUNT_AUTHORIZATION_DETAILS,
                        new GetAccountAuthorizationDetailsRequest(List.of("User"), null, null))
                .userDetailList()
                .get(1);
        assertThat(b.groupList()).containsExactly("a");
        assertThat(b.userPolicyList()).extracting(PolicyDetail::policyName).containsExactly("all");
    }
}
