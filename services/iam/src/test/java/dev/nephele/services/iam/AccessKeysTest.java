package dev.nephele.services.iam;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Requirement;
import dev.nephele.model.iam.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Refusal;
import dev.nephele.testkit.kernel.ManualClock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AccessKeysTest {
    @AutoClose
    private final IamCloud cloud = new IamCloud();

    private final Client root = cloud.root();

    AccessKeysTest() {
        root.call(IamOperations.CREATE_USER, new CreateUserRequest(null, "alice", null, null));
    }

    private static AccessKey create(Client client, @Nullable String user) {
        return client.call(IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyRequest(user))
                .accessKey();
    }

    private static List<AccessKeyMetadata> list(Client client, @Nullable String user) {
        return client.call(IamOperations.LIST_ACCESS_KEYS, new ListAccessKeysRequest(user, null, null))
                .accessKeyMetadata();
    }

    private void delete(@Nullable String user, String id) {
        root.call(IamOperations.DELETE_ACCESS_KEY, new DeleteAccessKeyRequest(user, id));
    }

    @Test
    void isShownWithItsSecretOnce() {
        AccessKey key = create(root, "alice");
        assertThat(key.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(key.secretAccessKey()).matches("[A-Za-z0-9+/]{40}");
        assertThat(key.status()).isEqualTo("Active");
        assertThat(list(root, "alice"))
                .containsExactly(new AccessKeyMetadata("alice", key.accessKeyId(), "Active", ManualClock.BEGINNING));
    }

    @Test
    void isOneOfTwo() {
        create(root, "alice");
        AccessKey second = create(root, "alice");
        refuses("LimitExceeded", 409, "Cannot exceed quota for AccessKeysPerUser: 2", () -> create(root, "alice"));
        delete("alice", second.accessKeyId());
        create(root, "alice");
        assertThat(list(root, "alice")).hasSize(2);
    }

    @Test
    void isSwitchedOffAndOn() {
        String id = create(root, "alice").accessKeyId();
        for (String status : List.of("Inactive", "Active")) {
            root.call(IamOperations.UPDATE_ACCESS_KEY, new UpdateAccessKeyRequest("alice", id, status));
            assertThat(list(root, "alice").getFirst().status()).isEqualTo(status);
        }
        assertThat(root.refusal(IamOperations.UPDATE_ACCESS_KEY, new UpdateAccessKeyRequest("alice", id, "Broken"))
                        .code())
                .isEqualTo("ValidationError");
    }

    @Test
    void isOfTheUserWhoIsNamed() {
        root.call(IamOperations.CREATE_USER, new CreateUserRequest(null, "bob", null, null));
        String id = create(root, "alice").accessKeyId();
        Refusal absent = new Refusal("NoSuchEntity", 404, "The Access Key with id " + id + " cannot be found.");
        assertThat(Refusal.of(() -> delete("bob", id))).isEqualTo(absent);
        assertThat(Refusal.of(() -> delete(null, id))).isEqualTo(absent);
        assertThat(root.refusal(IamOperations.UPDATE_ACCESS_KEY, new UpdateAccessKeyRequest("bob", id, "Inactive")))
                .isEqualTo(absent);
        delete("alice", id);
        assertThat(Refusal.of(() -> delete("alice", id))).isEqualTo(absent);
        assertThat(list(root, "alice")).isEmpty();
    }

    @Test
    void isTheCallersWhenNobodyIsNamed() {
        root.call(IamOperations.PUT_USER_POLICY, new PutUserPolicyRequest("alice", "all", Cloud.ALLOW_ALL));
        AccessKey own = create(cloud.user("alice"), null);
        assertThat(own.userName()).isEqualTo("alice");
        assertThat(list(root, "alice"))
                .extracting(AccessKeyMetadata::accessKeyId)
                .containsExactly(own.accessKeyId());
        assertThat(create(root, null).userName()).isNull();
        assertThat(cloud.user("alice").requirements(IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyRequest(null)))
                .extracting(Requirement::resource)
                .containsExactly("arn:aws:iam::111122223333:user/alice");
    }

    @Test
    void wasNeverUsedAtFirst() {
        String id = create(root, "alice").accessKeyId();
        GetAccessKeyLastUsedRequest request = new GetAccessKeyLastUsedRequest(id);
        GetAccessKeyLastUsedResponse answer = root.call(IamOperations.GET_ACCESS_KEY_LAST_USED, request);
        assertThat(answer.userName()).isEqualTo("alice");
        assertThat(answer.accessKeyLastUsed().serviceName()).isEqualTo("N/A");
        assertThat(answer.accessKeyLastUsed().region()).isEqualTo("N/A");
        assertThat(answer.accessKeyLastUsed().lastUsedDate()).isNull();
        assertThat(cloud.stranger()
                        .refusal(IamOperations.GET_ACCESS_KEY_LAST_USED, request)
                        .code())
                .isEqualTo("AccessDenied");
    }

    /** A user with a key cannot be deleted. */
    @Test
    void keepsItsUser() {
        String id = create(root, "alice").accessKeyId();
        DeleteUserRequest request = new DeleteUserRequest("alice");
        refuses(
                "DeleteConflict",
                409,
                "Cannot delete entity, must delete access keys first.",
                () -> root.call(IamOperations.DELETE_USER, request));
        delete("alice", id);
        root.call(IamOperations.DELETE_USER, request);
    }
}
