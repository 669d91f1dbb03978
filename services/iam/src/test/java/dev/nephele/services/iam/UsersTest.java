package dev.nephele.services.iam;

import static dev.nephele.services.iam.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Requirement;
import dev.nephele.model.iam.*;
import dev.nephele.services.iam.identity.Settings.Quota;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsersTest {
    private final Cloud cloud = new Cloud();
    private final IamUsers users = cloud.iam.users;

    private User create(String name) {
        return users.createUser(new CreateUserRequest(null, name, null, null), cloud.root())
                .user();
    }

    @Test
    void createsAUserWithoutWhatWasNotAskedFor() {
        User user = create("alice");
        assertThat(user.arn()).isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(user.userId()).matches("AIDA[A-Z2-7]{17}");
        assertThat(user.path()).isEqualTo("/");
        assertThat(user.createDate()).isEqualTo(Cloud.NOW);
        assertThat(user.tags()).isNull();
        assertThat(user.permissionsBoundary()).isNull();
    }

    @Test
    void keepsNamesUniqueWithoutRegardToCase() {
        create("Alice");
        refuses("EntityAlreadyExists", 409, "User with name aLICE already exists.", () -> create("aLICE"));
        assertThat(users.getUser(new GetUserRequest("ALICE"), cloud.root())
                        .user()
                        .userName())
                .isEqualTo("Alice");
    }

    @Test
    void answersForTheCallerWhenNoUserIsNamed() {
        create("alice");
        assertThat(users.getUser(new GetUserRequest(null), cloud.user("alice"))
                        .user()
                        .userName())
                .isEqualTo("alice");
        User root = users.getUser(new GetUserRequest(null), cloud.root()).user();
        assertThat(root.arn()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(root.userName()).isNull();
    }

    @Test
    void saysThatAUserIsNotThere() {
        refuses(
                "NoSuchEntity",
                404,
                "The user with name bob cannot be found.",
                () -> users.getUser(new GetUserRequest("bob"), cloud.root()));
    }

    @Test
    void renamesAUserWithAllThatHangsOnIt() {
        create("alice");
        cloud.iam.groups.createGroup(new CreateGroupRequest(null, "devs"), cloud.root());
        cloud.iam.groups.addUserToGroup(new AddUserToGroupRequest("devs", "alice"), cloud.root());
        cloud.iam.attachments.attachUserPolicy(
                new AttachUserPolicyRequest("alice", "arn:aws:iam::aws:policy/ReadOnlyAccess"), cloud.root());
        cloud.iam.inlinePolicies.putUserPolicy(new PutUserPolicyRequest("alice", "all", Cloud.ALLOW_ALL), cloud.root());
        var before = cloud.by(new dev.nephele.kernel.Caller(
                cloud.userPrincipal("alice"), java.util.Optional.empty(), java.util.Optional.empty()));

        users.updateUser(new UpdateUserRequest("alice", "/team/", "Carol"), cloud.root());

        refuses(
                "NoSuchEntity",
                404,
                "The user with name alice cannot be found.",
                () -> users.getUser(new GetUserRequest("alice"), cloud.root()));
        assertThat(users.getUser(new GetUserRequest("carol"), cloud.root())
                        .user()
                        .arn())
                .isEqualTo("arn:aws:iam::111122223333:user/team/Carol");
        assertThat(cloud.iam
                        .groups
                        .getGroup(new GetGroupRequest("devs", null, null), cloud.root())
                        .users())
                .extracting(User::userName)
                .containsExactly("Carol");
        assertThat(cloud.iam
                        .attachments
                        .listEntitiesForPolicy(
                                new ListEntitiesForPolicyRequest(
                                        "arn:aws:iam::aws:policy/ReadOnlyAccess", null, null, null, null, null),
                                cloud.root())
                        .policyUsers())
                .extracting(PolicyUser::userName)
                .containsExactly("Carol");
        // A session that began before the renaming keeps its policies.
        assertThat(cloud.iam
                        .identity()
                        .policies()
                        .of(cloud.store.view(), before.caller())
                        .policies())
                .hasSize(2);
    }

    @Test
    void deletesAUserOnlyWhenNothingHangsOnIt() {
        create("alice");
        cloud.iam.groups.createGroup(new CreateGroupRequest(null, "devs"), cloud.root());
        cloud.iam.groups.addUserToGroup(new AddUserToGroupRequest("devs", "alice"), cloud.root());
        String key = cloud.iam
                .accessKeys
                .createAccessKey(new CreateAccessKeyRequest("alice"), cloud.root())
                .accessKey()
                .accessKeyId();
        cloud.iam.inlinePolicies.putUserPolicy(new PutUserPolicyRequest("alice", "all", Cloud.ALLOW_ALL), cloud.root());
        String arn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        cloud.iam.attachments.attachUserPolicy(new AttachUserPolicyRequest("alice", arn), cloud.root());

        refusesDeletion("Cannot delete entity, must delete access keys first.");
        cloud.iam.accessKeys.deleteAccessKey(new DeleteAccessKeyRequest("alice", key), cloud.root());
        refusesDeletion("Cannot delete entity, must remove users from group first.");
        cloud.iam.groups.removeUserFromGroup(new RemoveUserFromGroupRequest("devs", "alice"), cloud.root());
        refusesDeletion("Cannot delete entity, must detach all policies first.");
        cloud.iam.attachments.detachUserPolicy(new DetachUserPolicyRequest("alice", arn), cloud.root());
        refusesDeletion("Cannot delete entity, must delete policies first.");
        cloud.iam.inlinePolicies.deleteUserPolicy(new DeleteUserPolicyRequest("alice", "all"), cloud.root());
        users.deleteUser(new DeleteUserRequest("alice"), cloud.root());
        assertThat(users.listUsers(new ListUsersRequest(null, null, null), cloud.root())
                        .users())
                .isEmpty();
    }

    private void refusesDeletion(String message) {
        refuses("DeleteConflict", 409, message, () -> users.deleteUser(new DeleteUserRequest("alice"), cloud.root()));
    }

    @Test
    void listsInPages() {
        for (int i = 0; i < 5; i++) {
            create("user" + i);
        }
        ListUsersResponse first = users.listUsers(new ListUsersRequest(null, null, 2), cloud.root());
        assertThat(first.isTruncated()).isTrue();
        ListUsersResponse second = users.listUsers(new ListUsersRequest(null, first.marker(), 2), cloud.root());
        ListUsersResponse third = users.listUsers(new ListUsersRequest(null, second.marker(), 2), cloud.root());
        assertThat(third.isTruncated()).isFalse();
        assertThat(third.marker()).isNull();
        assertThat(List.of(first, second, third))
                .flatMap(ListUsersResponse::users)
                .extracting(User::userName)
                .containsExactly("user0", "user1", "user2", "user3", "user4");
    }

    @Test
    void listsUnderAPath() {
        users.createUser(new CreateUserRequest("/a/", "one", null, null), cloud.root());
        users.createUser(new CreateUserRequest("/b/", "two", null, null), cloud.root());
        assertThat(users.listUsers(new ListUsersRequest("/b/", null, null), cloud.root())
                        .users())
                .extracting(User::userName)
                .containsExactly("two");
    }

    @Test
    void holdsTheQuota() {
        Cloud small = new Cloud(Map.of(Quota.USERS, 1));
        small.iam.users.createUser(new CreateUserRequest(null, "one", null, null), small.root());
        refuses(
                "LimitExceeded",
                409,
                "Cannot exceed quota for UsersPerAccount: 1",
                () -> small.iam.users.createUser(new CreateUserRequest(null, "two", null, null), small.root()));
        small.iam.users.deleteUser(new DeleteUserRequest("one"), small.root());
        small.iam.users.createUser(new CreateUserRequest(null, "two", null, null), small.root());
    }

    @Test
    void replacesATagWhoseKeyDiffersInCase() {
        create("alice");
        users.tagUser(new TagUserRequest("alice", List.of(new Tag("Team", "a"))), cloud.root());
        users.tagUser(new TagUserRequest("alice", List.of(new Tag("team", "b"))), cloud.root());
        assertThat(users.listUserTags(new ListUserTagsRequest("alice", null, null), cloud.root())
                        .tags())
                .containsExactly(new Tag("team", "b"));
        users.untagUser(new UntagUserRequest("alice", List.of("TEAM", "other")), cloud.root());
        assertThat(users.getUser(new GetUserRequest("alice"), cloud.root())
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
                () -> users.createUser(
                        new CreateUserRequest(null, "alice", null, List.of(new Tag("k", "1"), new Tag("K", "2"))),
                        cloud.root()));
    }

    @Test
    void boundsAUserByAPolicyThatExists() {
        refuses(
                "NoSuchEntity",
                404,
                "Scope ARN: arn:aws:iam::aws:policy/Nothing does not exist or is not attachable.",
                () -> users.createUser(
                        new CreateUserRequest(null, "alice", "arn:aws:iam::aws:policy/Nothing", null), cloud.root()));
        users.createUser(
                new CreateUserRequest(null, "alice", "arn:aws:iam::aws:policy/ReadOnlyAccess", null), cloud.root());
        assertThat(users.getUser(new GetUserRequest("alice"), cloud.root())
                        .user()
                        .permissionsBoundary())
                .isEqualTo(new AttachedPermissionsBoundary("Policy", "arn:aws:iam::aws:policy/ReadOnlyAccess"));
    }

    @Test
    void needsTaggingTooWhenMadeWithTags() {
        List<Requirement> needed = users.createUserRule(
                new CreateUserRequest("/p/", "alice", "arn:b", List.of(new Tag("k", "v"))), cloud.root());
        assertThat(needed).extracting(Requirement::action).containsExactly("iam:CreateUser", "iam:TagUser");
        assertThat(needed).extracting(Requirement::resource).containsOnly("arn:aws:iam::111122223333:user/p/alice");
        assertThat(needed.getFirst().context())
                .containsEntry("iam:PermissionsBoundary", List.of("arn:b"))
                .containsEntry("aws:RequestTag/k", List.of("v"))
                .containsEntry("aws:TagKeys", List.of("k"));
    }

    @Test
    void isDecidedOnItsArnWithPathAndItsTags() {
        users.createUser(new CreateUserRequest("/p/", "alice", null, List.of(new Tag("team", "red"))), cloud.root());
        assertThat(users.getUserRule(new GetUserRequest("ALICE"), cloud.root()))
                .singleElement()
                .satisfies(needed -> {
                    assertThat(needed.resource()).isEqualTo("arn:aws:iam::111122223333:user/p/alice");
                    assertThat(needed.context())
                            .containsEntry("iam:ResourceTag/team", List.of("red"))
                            .containsEntry("aws:ResourceTag/team", List.of("red"));
                });
    }
}
