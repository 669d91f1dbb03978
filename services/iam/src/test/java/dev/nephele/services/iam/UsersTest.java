package dev.nephele.services.iam;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Requirement;
import dev.nephele.model.iam.*;
import dev.nephele.services.iam.identity.Settings.Quota;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.kernel.ManualClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UsersTest {
    @AutoClose
    private final IamCloud cloud = new IamCloud();

    private User create(String name) {
        return cloud.root()
                .call(IamOperations.CREATE_USER, new CreateUserRequest(null, name, null, null))
                .user();
    }

    @Test
    void createsAUserWithoutWhatWasNotAskedFor() {
        User user = create("alice");
        assertThat(user.arn()).isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(user.userId()).matches("AIDA[A-Z2-7]{17}");
        assertThat(user.path()).isEqualTo("/");
        assertThat(user.createDate()).isEqualTo(ManualClock.BEGINNING);
        assertThat(user.tags()).isNull();
        assertThat(user.permissionsBoundary()).isNull();
    }

    @Test
    void keepsNamesUniqueWithoutRegardToCase() {
        create("Alice");
        refuses("EntityAlreadyExists", 409, "User with name aLICE already exists.", () -> create("aLICE"));
        assertThat(cloud.root()
                        .call(IamOperations.GET_USER, new GetUserRequest("ALICE"))
                        .user()
                        .userName())
                .isEqualTo("Alice");
    }

    @Test
    void answersForTheCallerWhenNoUserIsNamed() {
        create("alice");
        cloud.root().call(IamOperations.PUT_USER_POLICY, new PutUserPolicyRequest("alice", "all", Cloud.ALLOW_ALL));
        assertThat(cloud.user("alice")
                        .call(IamOperations.GET_USER, new GetUserRequest(null))
                        .user()
                        .userName())
                .isEqualTo("alice");
        User root = cloud.root()
                .call(IamOperations.GET_USER, new GetUserRequest(null))
                .user();
        assertThat(root.arn()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(root.userName()).isNull();
    }

    @Test
    void saysThatAUserIsNotThere() {
        refuses(
                "NoSuchEntity",
                404,
                "The user with name bob cannot be found.",
                () -> cloud.root().call(IamOperations.GET_USER, new GetUserRequest("bob")));
    }

    @Test
    void renamesAUserWithAllThatHangsOnIt() {
        create("alice");
        cloud.root().call(IamOperations.CREATE_GROUP, new CreateGroupRequest(null, "devs"));
        cloud.root().call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupRequest("devs", "alice"));
        cloud.root()
                .call(
                        IamOperations.ATTACH_USER_POLICY,
                        new AttachUserPolicyRequest("alice", "arn:aws:iam::aws:policy/ReadOnlyAccess"));
        cloud.root().call(IamOperations.PUT_USER_POLICY, new PutUserPolicyRequest("alice", "all", Cloud.ALLOW_ALL));
        Caller before = cloud.user("alice").caller();

        cloud.root().call(IamOperations.UPDATE_USER, new UpdateUserRequest("alice", "/team/", "Carol"));

        refuses(
                "NoSuchEntity",
                404,
                "The user with name alice cannot be found.",
                () -> cloud.root().call(IamOperations.GET_USER, new GetUserRequest("alice")));
        assertThat(cloud.root()
                        .call(IamOperations.GET_USER, new GetUserRequest("carol"))
                        .user()
                        .arn())
                .isEqualTo("arn:aws:iam::111122223333:user/team/Carol");
        assertThat(cloud.root()
                        .call(IamOperations.GET_GROUP, new GetGroupRequest("devs", null, null))
                        .users())
                .extracting(User::userName)
                .containsExactly("Carol");
        assertThat(cloud.root()
                        .call(
                                IamOperations.LIST_ENTITIES_FOR_POLICY,
                                new ListEntitiesForPolicyRequest(
                                        "arn:aws:iam::aws:policy/ReadOnlyAccess", null, null, null, null, null))
                        .policyUsers())
                .extracting(PolicyUser::userName)
                .containsExactly("Carol");
        // A session that began before the renaming keeps its policies.
        assertThat(cloud.identity().policies().of(cloud.view(), before).policies())
                .hasSize(2);
    }

    @Test
    void deletesAUserOnlyWhenNothingHangsOnIt() {
        create("alice");
        cloud.root().call(IamOperations.CREATE_GROUP, new CreateGroupRequest(null, "devs"));
        cloud.root().call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupRequest("devs", "alice"));
        String key = cloud.root()
                .call(IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyRequest("alice"))
                .accessKey()
                .accessKeyId();
        cloud.root().call(IamOperations.PUT_USER_POLICY, new PutUserPolicyRequest("alice", "all", Cloud.ALLOW_ALL));
        String arn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        cloud.root().call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyRequest("alice", arn));

        refusesDeletion("Cannot delete entity, must delete access keys first.");
        cloud.root().call(IamOperations.DELETE_ACCESS_KEY, new DeleteAccessKeyRequest("alice", key));
        refusesDeletion("Cannot delete entity, must remove users from group first.");
        cloud.root().call(IamOperations.REMOVE_USER_FROM_GROUP, new RemoveUserFromGroupRequest("devs", "alice"));
        refusesDeletion("Cannot delete entity, must detach all policies first.");
        cloud.root().call(IamOperations.DETACH_USER_POLICY, new DetachUserPolicyRequest("alice", arn));
        refusesDeletion("Cannot delete entity, must delete policies first.");
        cloud.root().call(IamOperations.DELETE_USER_POLICY, new DeleteUserPolicyRequest("alice", "all"));
        cloud.root().call(IamOperations.DELETE_USER, new DeleteUserRequest("alice"));
        assertThat(cloud.root()
                        .call(IamOperations.LIST_USERS, new ListUsersRequest(null, null, null))
                        .users())
                .isEmpty();
    }

    private void refusesDeletion(String message) {
        refuses(
                "DeleteConflict",
                409,
                message,
                () -> cloud.root().call(IamOperations.DELETE_USER, new DeleteUserRequest("alice")));
    }

    @Test
    void listsInPages() {
        for (int i = 0; i < 5; i++) {
            create("user" + i);
        }
        ListUsersResponse first = cloud.root().call(IamOperations.LIST_USERS, new ListUsersRequest(null, null, 2));
        assertThat(first.isTruncated()).isTrue();
        ListUsersResponse second =
                cloud.root().call(IamOperations.LIST_USERS, new ListUsersRequest(null, first.marker(), 2));
        ListUsersResponse third =
                cloud.root().call(IamOperations.LIST_USERS, new ListUsersRequest(null, second.marker(), 2));
        assertThat(third.isTruncated()).isFalse();
        assertThat(third.marker()).isNull();
        assertThat(List.of(first, second, third))
                .flatMap(ListUsersResponse::users)
                .extracting(User::userName)
                .containsExactly("user0", "user1", "user2", "user3", "user4");
    }

    @Test
    void aMarkerFitsOnlyTheListThatGaveIt() {
        create("user1");
        create("user2");
        String marker = cloud.root()
                .call(IamOperations.LIST_USERS, new ListUsersRequest("/", null, 1))
                .marker();
        assertThat(cloud.root()
                        .call(IamOperations.LIST_USERS, new ListUsersRequest("/", marker, 1))
                        .users())
                .hasSize(1);
        refusesMarker(() -> cloud.root().call(IamOperations.LIST_USERS, new ListUsersRequest(null, marker, 1)));
        refusesMarker(() -> cloud.root().call(IamOperations.LIST_USERS, new ListUsersRequest("/", "dXNlcjE", 1)));
        refusesMarker(() -> cloud.root().call(IamOperations.LIST_ROLES, new ListRolesRequest("/", marker, 1)));
    }

    private static void refusesMarker(Runnable call) {
        refuses("ValidationError", 400, "Invalid Marker.", call);
    }

    @Test
    void itsMarkersAreAsShortAsTheModelWantsThem() {
        create("a".repeat(64));
        create("b".repeat(64));
        String marker = cloud.root()
                .call(IamOperations.LIST_USERS, new ListUsersRequest(null, null, 1))
                .marker();
        assertThat(marker).hasSizeBetween(1, 320);
    }

    @Test
    void listsUnderAPath() {
        cloud.root().call(IamOperations.CREATE_USER, new CreateUserRequest("/a/", "one", null, null));
        cloud.root().call(IamOperations.CREATE_USER, new CreateUserRequest("/b/", "two", null, null));
        assertThat(cloud.root()
                        .call(IamOperations.LIST_USERS, new ListUsersRequest("/b/", null, null))
                        .users())
                .extracting(User::userName)
                .containsExactly("two");
    }

    @Test
    void holdsTheQuota() {
        IamCloud small = new IamCloud(Map.of(Quota.USERS, 1));
        small.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, "one", null, null));
        refuses(
                "LimitExceeded",
                409,
                "Cannot exceed quota for UsersPerAccount: 1",
                () -> small.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, "two", null, null)));
        small.root().call(IamOperations.DELETE_USER, new DeleteUserRequest("one"));
        small.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, "two", null, null));
    }

    @Test
    void replacesATagWhoseKeyDiffersInCase() {
        create("alice");
        cloud.root().call(IamOperations.TAG_USER, new TagUserRequest("alice", List.of(new Tag("Team", "a"))));
        cloud.root().call(IamOperations.TAG_USER, new TagUserRequest("alice", List.of(new Tag("team", "b"))));
        assertThat(cloud.root()
                        .call(IamOperations.LIST_USER_TAGS, new ListUserTagsRequest("alice", null, null))
                        .tags())
                .containsExactly(new Tag("team", "b"));
        cloud.root().call(IamOperations.UNTAG_USER, new UntagUserRequest("alice", List.of("TEAM", "other")));
        assertThat(cloud.root()
                        .call(IamOperations.GET_USER, new GetUserRequest("alice"))
                        .user()
                        .tags())
                .isNull();
    }

    @Test
    void refusesTheSameTagKeyTwice() {
        refuses(
                "InvalidInput",
                400,
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                () -> cloud.root()
                        .call(
                                IamOperations.CREATE_USER,
                                new CreateUserRequest(
                                        null, "alice", null, List.of(new Tag("k", "1"), new Tag("K", "2")))));
    }

    @Test
    void boundsAUserByAPolicyThatExists() {
        refuses(
                "NoSuchEntity",
                404,
                "Scope ARN: arn:aws:iam::aws:policy/Nothing does not exist or is not attachable.",
                () -> cloud.root()
                        .call(
                                IamOperations.CREATE_USER,
                                new CreateUserRequest(null, "alice", "arn:aws:iam::aws:policy/Nothing", null)));
        cloud.root()
                .call(
                        IamOperations.CREATE_USER,
                        new CreateUserRequest(null, "alice", "arn:aws:iam::aws:policy/ReadOnlyAccess", null));
        assertThat(cloud.root()
                        .call(IamOperations.GET_USER, new GetUserRequest("alice"))
                        .user()
                        .permissionsBoundary())
                .isEqualTo(new AttachedPermissionsBoundary("Policy", "arn:aws:iam::aws:policy/ReadOnlyAccess"));
    }

    @Test
    void needsTaggingTooWhenMadeWithTags() {
        List<Requirement> needed = cloud.root()
                .requirements(
                        IamOperations.CREATE_USER,
                        new CreateUserRequest("/p/", "alice", "arn:b", List.of(new Tag("k", "v"))));
        assertThat(needed).extracting(Requirement::action).containsExactly("iam:CreateUser", "iam:TagUser");
        assertThat(needed).extracting(Requirement::resource).containsOnly("arn:aws:iam::111122223333:user/p/alice");
        assertThat(needed.getFirst().context())
                .containsEntry("iam:PermissionsBoundary", List.of("arn:b"))
                .containsEntry("aws:RequestTag/k", List.of("v"))
                .containsEntry("aws:TagKeys", List.of("k"));
    }

    @Test
    void isDecidedOnItsArnWithPathAndItsTags() {
        cloud.root()
                .call(
                        IamOperations.CREATE_USER,
                        new CreateUserRequest("/p/", "alice", null, List.of(new Tag("team", "red"))));
        assertThat(cloud.root().requirements(IamOperations.GET_USER, new GetUserRequest("ALICE")))
                .singleElement()
                .satisfies(needed -> {
                    assertThat(needed.resource()).isEqualTo("arn:aws:iam::111122223333:user/p/alice");
                    assertThat(needed.context())
                            .containsEntry("iam:ResourceTag/team", List.of("red"))
                            .containsEntry("aws:ResourceTag/team", List.of("red"));
                });
    }
}
