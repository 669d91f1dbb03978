package dev.nephele.services.iam;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Requirement;
import dev.nephele.model.iam.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class InstanceProfilesTest {
    @AutoClose
    private final IamCloud cloud = new IamCloud();

    private final Client root = cloud.root();

    private InstanceProfile create(String name) {
        return root.call(IamOperations.CREATE_INSTANCE_PROFILE, new CreateInstanceProfileRequest(name, null, null))
                .instanceProfile();
    }

    private InstanceProfile get(String name) {
        return root.call(IamOperations.GET_INSTANCE_PROFILE, new GetInstanceProfileRequest(name))
                .instanceProfile();
    }

    private void role(String name) {
        root.call(
                IamOperations.CREATE_ROLE,
                new CreateRoleRequest(null, name, IamCloud.trusting("111122223333"), null, null, null, null));
    }

    private void add(String profile, String role) {
        root.call(IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE, new AddRoleToInstanceProfileRequest(profile, role));
    }

    private void remove(String profile, String role) {
        root.call(
                IamOperations.REMOVE_ROLE_FROM_INSTANCE_PROFILE,
                new RemoveRoleFromInstanceProfileRequest(profile, role));
    }

    private void delete(String profile) {
        root.call(IamOperations.DELETE_INSTANCE_PROFILE, new DeleteInstanceProfileRequest(profile));
    }

    private List<String> profilesOf(String role) {
        return root
                .call(
                        IamOperations.LIST_INSTANCE_PROFILES_FOR_ROLE,
                        new ListInstanceProfilesForRoleRequest(role, null, null))
                .instanceProfiles()
                .stream()
                .map(InstanceProfile::instanceProfileName)
                .toList();
    }

    @Test
    void beginsWithoutARole() {
        InstanceProfile profile = create("web");
        assertThat(profile.arn()).isEqualTo("arn:aws:iam::111122223333:instance-profile/web");
        assertThat(profile.instanceProfileId()).matches("AIPA[A-Z2-7]{17}");
        assertThat(profile.roles()).isEmpty();
        refuses("EntityAlreadyExists", 409, "Instance Profile WEB already exists.", () -> create("WEB"));
        refuses("NoSuchEntity", 404, "Instance Profile db cannot be found.", () -> get("db"));
    }

    @Test
    void hasOneRole() {
        create("web");
        create("db");
        role("server");
        role("other");
        add("web", "server");
        add("db", "server");
        assertThat(get("web").roles()).extracting(Role::roleName).containsExactly("server");
        assertThat(profilesOf("server")).containsExactly("db", "web");
        Refusal full =
                new Refusal("LimitExceeded", 409, "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
        assertThat(Refusal.of(() -> add("web", "server"))).isEqualTo(full);
        assertThat(Refusal.of(() -> add("web", "other"))).isEqualTo(full);
        assertThat(Refusal.of(() -> add("web", "nobody")).code()).isEqualTo("NoSuchEntity");
        remove("web", "server");
        assertThat(get("web").roles()).isEmpty();
        assertThat(profilesOf("server")).containsExactly("db");
        assertThat(Refusal.of(() -> remove("web", "server")).code()).isEqualTo("NoSuchEntity");
        add("web", "other");
    }

    @Test
    void isDeletedAfterItsRoleIsTakenOut() {
        create("web");
        role("server");
        add("web", "server");
        refuses(
                "DeleteConflict",
                409,
                "Cannot delete entity, must remove roles from instance profile first.",
                () -> delete("web"));
        assertThat(root.refusal(IamOperations.DELETE_ROLE, new DeleteRoleRequest("server"))
                        .code())
                .isEqualTo("DeleteConflict");
        remove("web", "server");
        delete("web");
        root.call(IamOperations.DELETE_ROLE, new DeleteRoleRequest("server"));
        assertThat(Refusal.of(() -> get("web")).code()).isEqualTo("NoSuchEntity");
    }

    @Test
    void hasTags() {
        root.call(
                IamOperations.CREATE_INSTANCE_PROFILE,
                new CreateInstanceProfileRequest("web", null, List.of(new Tag("team", "red"))));
        root.call(
                IamOperations.TAG_INSTANCE_PROFILE,
                new TagInstanceProfileRequest("web", List.of(new Tag("team", "blue"), new Tag("stage", "test"))));
        assertThat(get("web").tags()).containsExactlyInAnyOrder(new Tag("team", "blue"), new Tag("stage", "test"));
        root.call(
                IamOperations.UNTAG_INSTANCE_PROFILE,
                new UntagInstanceProfileRequest("web", List.of("team", "absent")));
        assertThat(get("web").tags()).containsExactly(new Tag("stage", "test"));
    }

    @Test
    void isListedByPath() {
        create("web");
        root.call(IamOperations.CREATE_INSTANCE_PROFILE, new CreateInstanceProfileRequest("db", "/team/", null));
        assertThat(root.call(
                                IamOperations.LIST_INSTANCE_PROFILES,
                                new ListInstanceProfilesRequest("/team/", null, null))
                        .instanceProfiles())
                .extracting(InstanceProfile::instanceProfileName)
                .containsExactly("db");
    }

    /** A role is passed to EC2, which takes a permission of its own. */
    @Test
    void demandsThatTheRoleMayBePassed() {
        create("web");
        role("server");
        List<Requirement> demanded = root.requirements(
                IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE, new AddRoleToInstanceProfileRequest("web", "server"));
        assertThat(demanded)
                .extracting(Requirement::action)
                .containsExactly("iam:AddRoleToInstanceProfile", "iam:PassRole");
        assertThat(demanded.getLast().resource()).isEqualTo("arn:aws:iam::111122223333:role/server");
    }
}
