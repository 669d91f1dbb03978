package dev.nephele.services.iam;

import static dev.nephele.services.iam.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Requirement;
import dev.nephele.model.iam.*;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final String ROOT = "arn:aws:iam::111122223333:root";

    private final Cloud cloud = new Cloud();
    private final IamRoles roles = cloud.iam.roles;

    private Role create(String name, String trust) {
        return roles.createRole(new CreateRoleRequest(null, name, trust, null, null, null, null), cloud.root())
                .role();
    }

    private Role get(String name) {
        return roles.getRole(new GetRoleRequest(name), cloud.root()).role();
    }

    private static String decoded(Role role) {
        return URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8);
    }

    private String pinned(String name) {
        return cloud.iam
                .identity()
                .roles()
                .find(cloud.store.view(), Cloud.ACCOUNT, name)
                .orElseThrow()
                .trustPolicy();
    }

    @Test
    void leavesOutWhatCreateRoleLeavesOut() {
        Role created = create("auditor", Cloud.trusting(ROOT));
        assertThat(created.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(created.maxSessionDuration()).isNull();
        assertThat(created.roleLastUsed()).isNull();
        Role found = get("auditor");
        assertThat(found.maxSessionDuration()).isEqualTo(3600);
        assertThat(found.roleLastUsed()).isEqualTo(new RoleLastUsed(null, null));
        assertThat(decoded(found)).isEqualTo(Cloud.trusting(ROOT));
    }

    @Test
    void refusesATrustedUserWhoIsNotThere() {
        refuses(
                "MalformedPolicyDocument",
                400,
                "Invalid principal in policy: \"AWS\":\"" + ALICE + "\"",
                () -> create("auditor", Cloud.trusting(ALICE)));
    }

    @Test
    void pinsTrustedUsersToTheirIds() {
        String id = cloud.iam
                .users
                .createUser(new CreateUserRequest(null, "alice", null, null), cloud.root())
                .user()
                .userId();
        create("auditor", Cloud.trusting(ALICE));
        assertThat(pinned("auditor")).isEqualTo(Cloud.trusting(id));
        assertThat(decoded(get("auditor"))).isEqualTo(Cloud.trusting(ALICE));

        cloud.iam.users.deleteUser(new DeleteUserRequest("alice"), cloud.root());
        cloud.iam.users.createUser(new CreateUserRequest(null, "alice", null, null), cloud.root());
        // The new alice is another user: she is not trusted, and the old one is shown by id.
        assertThat(pinned("auditor")).isEqualTo(Cloud.trusting(id));
        assertThat(decoded(get("auditor"))).isEqualTo(Cloud.trusting(id));
    }

    @Test
    void showsATrustedUserUnderHisNewName() {
        cloud.iam.users.createUser(new CreateUserRequest(null, "alice", null, null), cloud.root());
        create("auditor", Cloud.trusting(ALICE));
        cloud.iam.users.updateUser(new UpdateUserRequest("alice", null, "carol"), cloud.root());
        assertThat(decoded(get("auditor"))).isEqualTo(Cloud.trusting("arn:aws:iam::111122223333:user/carol"));
    }

    @Test
    void leavesPrincipalsOfUnknownAccountsAsTheyAre() {
        String foreign = Cloud.trusting("arn:aws:iam::999999999999:role/elsewhere");
        create("auditor", foreign);
        assertThat(pinned("auditor")).isEqualTo(foreign);
    }

    @Test
    void refusesAMissingRoleOfAnAccountThatIsHere() {
        cloud.iam
                .identity()
                .accounts()
                .create(Optional.of(new AccountId("999999999999")), Optional.empty(), Optional.empty());
        String foreign = "arn:aws:iam::999999999999:role/elsewhere";
        refuses(
                "MalformedPolicyDocument",
                400,
                "Invalid principal in policy: \"AWS\":\"" + foreign + "\"",
                () -> create("auditor", Cloud.trusting(foreign)));
    }

    @Test
    void limitsTheTrustPolicy() {
        String long1 = Cloud.trusting(ROOT)
                .replace("\"sts:AssumeRole\"", "[" + "\"sts:AssumeRole\",".repeat(150) + "\"sts:TagSession\"]");
        refuses("LimitExceeded", 409, "Cannot exceed quota for ACLSizePerRole: 2048", () -> create("r", long1));
    }

    @Test
    void deletesARoleOnlyOutsideInstanceProfiles() {
        create("worker", Cloud.trusting(ROOT));
        cloud.iam.instanceProfiles.createInstanceProfile(
                new CreateInstanceProfileRequest("machine", null, null), cloud.root());
        cloud.iam.instanceProfiles.addRoleToInstanceProfile(
                new AddRoleToInstanceProfileRequest("machine", "worker"), cloud.root());
        refuses(
                "DeleteConflict",
                409,
                "Cannot delete entity, must remove roles from instance profile first.",
                () -> roles.deleteRole(new DeleteRoleRequest("worker"), cloud.root()));
        refuses(
                "LimitExceeded",
                409,
                "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1",
                () -> cloud.iam.instanceProfiles.addRoleToInstanceProfile(
                        new AddRoleToInstanceProfileRequest("machine", "worker"), cloud.root()));
        assertThat(cloud.iam
                        .instanceProfiles
                        .listInstanceProfilesForRole(
                                new ListInstanceProfilesForRoleRequest("worker", null, null), cloud.root())
                        .instanceProfiles())
                .extracting(InstanceProfile::instanceProfileName)
                .containsExactly("machine");
        cloud.iam.instanceProfiles.removeRoleFromInstanceProfile(
                new RemoveRoleFromInstanceProfileRequest("machine", "worker"), cloud.root());
        roles.deleteRole(new DeleteRoleRequest("worker"), cloud.root());
    }

    @Test
    void needsToPassTheRoleToAnInstanceProfile() {
        create("worker", Cloud.trusting(ROOT));
        List<Requirement> needed = cloud.iam.instanceProfiles.addRoleToInstanceProfileRule(
                new AddRoleToInstanceProfileRequest("machine", "worker"), cloud.root());
        assertThat(needed)
                .extracting(Requirement::action)
                .containsExactly("iam:AddRoleToInstanceProfile", "iam:PassRole");
        assertThat(needed.getLast().resource()).isEqualTo("arn:aws:iam::111122223333:role/worker");
        assertThat(needed.getLast().context()).containsEntry("iam:PassedToService", List.of("ec2.amazonaws.com"));
    }

    @Test
    void listsWithoutTagsAndBoundaries() {
        roles.createRole(
                new CreateRoleRequest(
                        null,
                        "auditor",
                        Cloud.trusting(ROOT),
                        "reads",
                        7200,
                        "arn:aws:iam::aws:policy/ReadOnlyAccess",
                        List.of(new Tag("k", "v"))),
                cloud.root());
        assertThat(roles.listRoles(new ListRolesRequest(null, null, null), cloud.root())
                        .roles())
                .singleElement()
                .satisfies(role -> {
                    assertThat(role.maxSessionDuration()).isEqualTo(7200);
                    assertThat(role.description()).isEqualTo("reads");
                    assertThat(role.tags()).isNull();
                    assertThat(role.permissionsBoundary()).isNull();
                    assertThat(role.roleLastUsed()).isNull();
                });
        assertThat(get("auditor").tags()).containsExactly(new Tag("k", "v"));
    }

    @Test
    void makesTheRoleOfAService() {
        Role role = cloud.iam
                .serviceLinkedRoles
                .createServiceLinkedRole(
                        new CreateServiceLinkedRoleRequest("ecs.amazonaws.com", null, null), cloud.root())
                .role();
        assertThat(role.arn())
                .isEqualTo("arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS");
        refuses(
                "InvalidInput",
                400,
                "Service role name AWSServiceRoleForECS has been taken in this account, please try a different suffix.",
                () -> cloud.iam.serviceLinkedRoles.createServiceLinkedRole(
                        new CreateServiceLinkedRoleRequest("ecs.amazonaws.com", null, null), cloud.root()));
        refuses(
                "InvalidInput",
                400,
                "Custom suffix is not allowed for ecs.amazonaws.com",
                () -> cloud.iam.serviceLinkedRoles.createServiceLinkedRole(
                        new CreateServiceLinkedRoleRequest("ecs.amazonaws.com", null, "mine"), cloud.root()));
        refuses(
                "UnmodifiableEntity",
                400,
                "Cannot perform the operation on the protected role 'AWSServiceRoleForECS' - this role is only"
                        + " modifiable by AWS",
                () -> roles.deleteRole(new DeleteRoleRequest("AWSServiceRoleForECS"), cloud.root()));
        assertThat(cloud.iam
                        .attachments
                        .listAttachedRolePolicies(
                                new ListAttachedRolePoliciesRequest("AWSServiceRoleForECS", null, null, null),
                                cloud.root())
                        .attachedPolicies())
                .extracting(AttachedPolicy::policyArn)
                .containsExactly("arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy");

        String task = cloud.iam
                .serviceLinkedRoles
                .deleteServiceLinkedRole(new DeleteServiceLinkedRoleRequest("AWSServiceRoleForECS"), cloud.root())
                .deletionTaskId();
        assertThat(task).matches("task/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS/[0-9a-f-]{36}");
        assertThat(cloud.iam
                        .serviceLinkedRoles
                        .getServiceLinkedRoleDeletionStatus(
                                new GetServiceLinkedRoleDeletionStatusRequest(task), cloud.root())
                        .status())
                .isEqualTo("SUCCEEDED");
    }
}
