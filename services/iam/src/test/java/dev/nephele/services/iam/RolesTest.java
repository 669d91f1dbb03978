package dev.nephele.services.iam;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Requirement;
import dev.nephele.model.iam.*;
import dev.nephele.testkit.Cloud;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final String ROOT = "arn:aws:iam::111122223333:root";

    @AutoClose
    private final IamCloud cloud = new IamCloud();

    private Role create(String name, String trust) {
        return cloud.root()
                .call(IamOperations.CREATE_ROLE, new CreateRoleRequest(null, name, trust, null, null, null, null))
                .role();
    }

    private Role get(String name) {
        return cloud.root()
                .call(IamOperations.GET_ROLE, new GetRoleRequest(name))
                .role();
    }

    private static String decoded(Role role) {
        return URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8);
    }

    private String pinned(String name) {
        return cloud.identity()
                .roles()
                .find(cloud.view(), Cloud.ACCOUNT, name)
                .orElseThrow()
                .trustPolicy();
    }

    @Test
    void leavesOutWhatCreateRoleLeavesOut() {
        Role created = create("auditor", IamCloud.trusting(ROOT));
        assertThat(created.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(created.maxSessionDuration()).isNull();
        assertThat(created.roleLastUsed()).isNull();
        Role found = get("auditor");
        assertThat(found.maxSessionDuration()).isEqualTo(3600);
        assertThat(found.roleLastUsed()).isEqualTo(new RoleLastUsed(null, null));
        assertThat(decoded(found)).isEqualTo(IamCloud.trusting(ROOT));
    }

    @Test
    void refusesATrustedUserWhoIsNotThere() {
        refuses(
                "MalformedPolicyDocument",
                400,
                "Invalid principal in policy: \"AWS\":\"" + ALICE + "\"",
                () -> create("auditor", IamCloud.trusting(ALICE)));
    }

    @Test
    void pinsTrustedUsersToTheirIds() {
        String id = cloud.root()
                .call(IamOperations.CREATE_USER, new CreateUserRequest(null, "alice", null, null))
                .user()
                .userId();
        create("auditor", IamCloud.trusting(ALICE));
        assertThat(pinned("auditor")).isEqualTo(IamCloud.trusting(id));
        assertThat(decoded(get("auditor"))).isEqualTo(IamCloud.trusting(ALICE));

        cloud.root().call(IamOperations.DELETE_USER, new DeleteUserRequest("alice"));
        cloud.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, "alice", null, null));
        // The new alice is another user: she is not trusted, and the old one is shown by id.
        assertThat(pinned("auditor")).isEqualTo(IamCloud.trusting(id));
        assertThat(decoded(get("auditor"))).isEqualTo(IamCloud.trusting(id));
    }

    @Test
    void showsATrustedUserUnderHisNewName() {
        cloud.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, "alice", null, null));
        create("auditor", IamCloud.trusting(ALICE));
        cloud.root().call(IamOperations.UPDATE_USER, new UpdateUserRequest("alice", null, "carol"));
        assertThat(decoded(get("auditor"))).isEqualTo(IamCloud.trusting("arn:aws:iam::111122223333:user/carol"));
    }

    @Test
    void leavesPrincipalsOfUnknownAccountsAsTheyAre() {
        String foreign = IamCloud.trusting("arn:aws:iam::999999999999:role/elsewhere");
        create("auditor", foreign);
        assertThat(pinned("auditor")).isEqualTo(foreign);
    }

    @Test
    void refusesAMissingRoleOfAnAccountThatIsHere() {
        cloud.identity()
                .accounts()
                .create(Optional.of(new AccountId("999999999999")), Optional.empty(), Optional.empty());
        String foreign = "arn:aws:iam::999999999999:role/elsewhere";
        refuses(
                "MalformedPolicyDocument",
                400,
                "Invalid principal in policy: \"AWS\":\"" + foreign + "\"",
                () -> create("auditor", IamCloud.trusting(foreign)));
    }

    @Test
    void limitsTheTrustPolicy() {
        String long1 = IamCloud.trusting(ROOT)
                .replace("\"sts:AssumeRole\"", "[" + "\"sts:AssumeRole\",".repeat(150) + "\"sts:TagSession\"]");
        refuses("LimitExceeded", 409, "Cannot exceed quota for ACLSizePerRole: 2048", () -> create("r", long1));
    }

    @Test
    void deletesARoleOnlyOutsideInstanceProfiles() {
        create("worker", IamCloud.trusting(ROOT));
        cloud.root()
                .call(IamOperations.CREATE_INSTANCE_PROFILE, new CreateInstanceProfileRequest("machine", null, null));
        cloud.root()
                .call(
                        IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                        new AddRoleToInstanceProfileRequest("machine", "worker"));
        refuses(
                "DeleteConflict",
                409,
                "Cannot delete entity, must remove roles from instance profile first.",
                () -> cloud.root().call(IamOperations.DELETE_ROLE, new DeleteRoleRequest("worker")));
        refuses(
                "LimitExceeded",
                409,
                "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1",
                () -> cloud.root()
                        .call(
                                IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                                new AddRoleToInstanceProfileRequest("machine", "worker")));
        assertThat(cloud.root()
                        .call(
                                IamOperations.LIST_INSTANCE_PROFILES_FOR_ROLE,
                                new ListInstanceProfilesForRoleRequest("worker", null, null))
                        .instanceProfiles())
                .extracting(InstanceProfile::instanceProfileName)
                .containsExactly("machine");
        cloud.root()
                .call(
                        IamOperations.REMOVE_ROLE_FROM_INSTANCE_PROFILE,
                        new RemoveRoleFromInstanceProfileRequest("machine", "worker"));
        cloud.root().call(IamOperations.DELETE_ROLE, new DeleteRoleRequest("worker"));
    }

    @Test
    void needsToPassTheRoleToAnInstanceProfile() {
        create("worker", IamCloud.trusting(ROOT));
        List<Requirement> needed = cloud.root()
                .requirements(
                        IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                        new AddRoleToInstanceProfileRequest("machine", "worker"));
        assertThat(needed)
                .extracting(Requirement::action)
                .containsExactly("iam:AddRoleToInstanceProfile", "iam:PassRole");
        assertThat(needed.getLast().resource()).isEqualTo("arn:aws:iam::111122223333:role/worker");
        assertThat(needed.getLast().context()).containsEntry("iam:PassedToService", List.of("ec2.amazonaws.com"));
    }

    @Test
    void listsWithoutTagsAndBoundaries() {
        cloud.root()
                .call(
                        IamOperations.CREATE_ROLE,
                        new CreateRoleRequest(
                                null,
                                "auditor",
                                IamCloud.trusting(ROOT),
                                "reads",
                                7200,
                                "arn:aws:iam::aws:policy/ReadOnlyAccess",
                                List.of(new Tag("k", "v"))));
        assertThat(cloud.root()
                        .call(IamOperations.LIST_ROLES, new ListRolesRequest(null, null, null))
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
        Role role = cloud.root()
                .call(
                        IamOperations.CREATE_SERVICE_LINKED_ROLE,
                        new CreateServiceLinkedRoleRequest("ecs.amazonaws.com", null, null))
                .role();
        assertThat(role.arn())
                .isEqualTo("arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS");
        refuses(
                "InvalidInput",
                400,
                "Service role name AWSServiceRoleForECS has been taken in this account, please try a different suffix.",
                () -> cloud.root()
                        .call(
                                IamOperations.CREATE_SERVICE_LINKED_ROLE,
                                new CreateServiceLinkedRoleRequest("ecs.amazonaws.com", null, null)));
        refuses(
                "InvalidInput",
                400,
                "Custom suffix is not allowed for ecs.amazonaws.com",
                () -> cloud.root()
                        .call(
                                IamOperations.CREATE_SERVICE_LINKED_ROLE,
                                new CreateServiceLinkedRoleRequest("ecs.amazonaws.com", null, "mine")));
        refuses(
                "UnmodifiableEntity",
                400,
                "Cannot perform the operation on the protected role 'AWSServiceRoleForECS' - this role is only"
                        + " modifiable by AWS",
                () -> cloud.root().call(IamOperations.DELETE_ROLE, new DeleteRoleRequest("AWSServiceRoleForECS")));
        assertThat(cloud.root()
                        .call(
                                IamOperations.LIST_ATTACHED_ROLE_POLICIES,
                                new ListAttachedRolePoliciesRequest("AWSServiceRoleForECS", null, null, null))
                        .attachedPolicies())
                .extracting(AttachedPolicy::policyArn)
                .containsExactly("arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy");

        String task = cloud.root()
                .call(
                        IamOperations.DELETE_SERVICE_LINKED_ROLE,
                        new DeleteServiceLinkedRoleRequest("AWSServiceRoleForECS"))
                .deletionTaskId();
        assertThat(task).matches("task/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS/[0-9a-f-]{36}");
        assertThat(cloud.root()
                        .call(
                                IamOperations.GET_SERVICE_LINKED_ROLE_DELETION_STATUS,
                                new GetServiceLinkedRoleDeletionStatusRequest(task))
                        .status())
                .isEqualTo("SUCCEEDED");
    }
}
