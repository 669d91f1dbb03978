package dev.nephele.services.iam;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Requirement;
import dev.nephele.model.iam.*;
import dev.nephele.services.iam.identity.Settings.Quota;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GroupsTest {
    @AutoClose
    private final IamCloud cloud = new IamCloud();

    private final Client root = cloud.root();

    private Group create(String name) {
        return root.call(IamOperations.CREATE_GROUP, new CreateGroupRequest(null, name))
                .group();
    }

    private void user(String name) {
        root.call(IamOperations.CREATE_USER, new CreateUserRequest(null, name, null, null));
    }

    private void add(String group, String user) {
        root.call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupRequest(group, user));
    }

    private void remove(String group, String user) {
        root.call(IamOperations.REMOVE_USER_FROM_GROUP, new RemoveUserFromGroupRequest(group, user));
    }

    private GetGroupResponse get(String group, @Nullable String marker, @Nullable Integer most) {
        return root.call(IamOperations.GET_GROUP, new GetGroupRequest(group, marker, most));
    }

    private List<String> members(String group) {
        return get(group, null, null).users().stream().map(User::userName).toList();
    }

    private List<String> groupsOf(String user) {
        return root
                .call(IamOperations.LIST_GROUPS_FOR_USER, new ListGroupsForUserRequest(user, null, null))
                .groups()
                .stream()
                .map(Group::groupName)
                .toList();
    }

    private void delete(String group) {
        root.call(IamOperations.DELETE_GROUP, new DeleteGroupRequest(group));
    }

    @Test
    void hasANameAnIdAndAPath() {
        Group group = root.call(IamOperations.CREATE_GROUP, new CreateGroupRequest("/team/", "devs"))
                .group();
        assertThat(group.arn()).isEqualTo("arn:aws:iam::111122223333:group/team/devs");
        assertThat(group.groupId()).matches("AGPA[A-Z2-7]{17}");
        refuses("EntityAlreadyExists", 409, "Group with name DEVS already exists.", () -> create("DEVS"));
        assertThat(cloud.stranger().refusal(IamOperations.GET_GROUP, new GetGroupRequest("devs", null, null)))
                .isEqualTo(new Refusal("NoSuchEntity", 404, "The group with name devs cannot be found."));
    }

    @Test
    void hasMembersOnce() {
        create("devs");
        user("alice");
        user("bob");
        add("devs", "bob");
        add("devs", "alice");
        add("DEVS", "ALICE");
        assertThat(members("devs")).containsExactly("alice", "bob");
        assertThat(groupsOf("alice")).containsExactly("devs");
        remove("devs", "alice");
        remove("devs", "alice");
        assertThat(members("devs")).containsExactly("bob");
        assertThat(groupsOf("alice")).isEmpty();
        refuses("NoSuchEntity", 404, "The user with name carol cannot be found.", () -> add("devs", "carol"));
        refuses("NoSuchEntity", 404, "The group with name ops cannot be found.", () -> add("ops", "bob"));
    }

    @Test
    void letsItsMembersDoWhatItMay() {
        create("devs");
        user("alice");
        root.call(IamOperations.PUT_GROUP_POLICY, new PutGroupPolicyRequest("devs", "all", Cloud.ALLOW_ALL));
        GetUserRequest itself = new GetUserRequest(null);
        assertThat(cloud.user("alice").refusal(IamOperations.GET_USER, itself).code())
                .isEqualTo("AccessDenied");
        add("devs", "alice");
        cloud.user("alice").call(IamOperations.GET_USER, itself);
        root.call(IamOperations.UPDATE_GROUP, new UpdateGroupRequest("devs", "/team/", "makers"));
        cloud.user("alice").call(IamOperations.GET_USER, itself);
        remove("makers", "alice");
        assertThat(cloud.user("alice").refusal(IamOperations.GET_USER, itself).code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void isRenamedWithItsMembersAndPolicies() {
        Group before = create("devs");
        create("ops");
        user("alice");
        add("devs", "alice");
        String policy = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        root.call(IamOperations.ATTACH_GROUP_POLICY, new AttachGroupPolicyRequest("devs", policy));
        refuses(
                "EntityAlreadyExists",
                409,
                "Group with name ops already exists.",
                () -> root.call(IamOperations.UPDATE_GROUP, new UpdateGroupRequest("devs", null, "ops")));
        root.call(IamOperations.UPDATE_GROUP, new UpdateGroupRequest("devs", "/team/", "Makers"));
        Group after = get("makers", null, null).group();
        assertThat(after.groupId()).isEqualTo(before.groupId());
        assertThat(after.arn()).isEqualTo("arn:aws:iam::111122223333:group/team/Makers");
        assertThat(members("makers")).containsExactly("alice");
        assertThat(groupsOf("alice")).containsExactly("Makers");
        root.call(IamOperations.DETACH_GROUP_POLICY, new DetachGroupPolicyRequest("makers", policy));
        assertThat(Refusal.of(() -> members("devs")).code()).isEqualTo("NoSuchEntity");
    }

    @Test
    void isDeletedWhenNothingHangsOnIt() {
        create("devs");
        user("alice");
        add("devs", "alice");
        refuses(
                "DeleteConflict",
                409,
                "Cannot delete entity, must remove users from group first.",
                () -> delete("devs"));
        remove("devs", "alice");
        root.call(IamOperations.PUT_GROUP_POLICY, new PutGroupPolicyRequest("devs", "all", Cloud.ALLOW_ALL));
        assertThat(Refusal.of(() -> delete("devs")).code()).isEqualTo("DeleteConflict");
        root.call(IamOperations.DELETE_GROUP_POLICY, new DeleteGroupPolicyRequest("devs", "all"));
        delete("devs");
        assertThat(Refusal.of(() -> delete("devs")).code()).isEqualTo("NoSuchEntity");
        String first = create("devs").groupId();
        assertThat(members("devs")).isEmpty();
        delete("devs");
        assertThat(create("devs").groupId()).isNotEqualTo(first);
    }

    @Test
    void showsMembersInPages() {
        create("devs");
        List<String> all = List.of("a", "b", "c", "d", "e");
        for (String name : all) {
            user(name);
            add("devs", name);
        }
        List<String> paged = new ArrayList<>();
        String marker = null;
        do {
            GetGroupResponse page = get("devs", marker, 2);
            page.users().forEach(user -> paged.add(user.userName()));
            assertThat(page.isTruncated()).isEqualTo(page.marker() != null);
            marker = page.marker();
        } while (marker != null);
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void isListedByPath() {
        create("devs");
        root.call(IamOperations.CREATE_GROUP, new CreateGroupRequest("/team/", "ops"));
        assertThat(root.call(IamOperations.LIST_GROUPS, new ListGroupsRequest("/team/", null, null))
                        .groups())
                .extracting(Group::groupName)
                .containsExactly("ops");
    }

    @Test
    void isOneOfAFewForEachUser() {
        try (IamCloud small = new IamCloud(Map.of(Quota.GROUPS_PER_USER, 1))) {
            small.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, "alice", null, null));
            for (String group : List.of("devs", "ops")) {
                small.root().call(IamOperations.CREATE_GROUP, new CreateGroupRequest(null, group));
            }
            small.root().call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupRequest("devs", "alice"));
            refuses(
                    "LimitExceeded",
                    409,
                    "Cannot exceed quota for GroupsPerUser: 1",
                    () -> small.root()
                            .call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupRequest("ops", "alice")));
        }
    }

    @Test
    void demandsThePermissionForOldAndNewName() {
        create("devs");
        assertThat(root.requirements(IamOperations.UPDATE_GROUP, new UpdateGroupRequest("devs", null, "ops")))
                .extracting(Requirement::resource)
                .containsExactly("arn:aws:iam::111122223333:group/devs", "arn:aws:iam::111122223333:group/ops");
    }
}
