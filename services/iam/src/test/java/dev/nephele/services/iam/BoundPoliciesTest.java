package dev.nephele.services.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.access.Identities;
import dev.nephele.access.PolicyText;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.model.iam.*;
import dev.nephele.testkit.Cloud;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BoundPoliciesTest {
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    @AutoClose
    private final IamCloud cloud = new IamCloud();

    private final Identities identities = cloud.identity().policies();

    private Caller caller(Principal principal) {
        return new Caller(principal, Optional.empty(), Optional.empty());
    }

    private Identities.Binding binding(Caller caller) {
        return identities.of(cloud.view(), caller);
    }

    private Caller alice() {
        cloud.root()
                .call(
                        IamOperations.CREATE_USER,
                        new CreateUserRequest(null, "alice", READ_ONLY, List.of(new Tag("k", "v"))));
        return caller(cloud.principal("alice"));
    }

    @Test
    void gathersInlineAttachedAndGroupPolicies() {
        Caller alice = alice();
        String own = cloud.root()
                .call(IamOperations.CREATE_POLICY, new CreatePolicyRequest("own", null, Cloud.ALLOW_ALL, null, null))
                .policy()
                .arn();
        cloud.root().call(IamOperations.PUT_USER_POLICY, new PutUserPolicyRequest("alice", "inline", Cloud.ALLOW_ALL));
        cloud.root().call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyRequest("alice", own));
        cloud.root().call(IamOperations.CREATE_GROUP, new CreateGroupRequest(null, "devs"));
        cloud.root().call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupRequest("devs", "alice"));
        cloud.root().call(IamOperations.PUT_GROUP_POLICY, new PutGroupPolicyRequest("devs", "shared", Cloud.ALLOW_ALL));
        cloud.root().call(IamOperations.ATTACH_GROUP_POLICY, new AttachGroupPolicyRequest("devs", READ_ONLY));

        Identities.Binding binding = binding(alice);
        assertThat(binding.exists()).isTrue();
        assertThat(binding.policies())
                .extracting(PolicyText::name)
                .containsExactly("user/alice:inline", "own", "group/devs:shared", "ReadOnlyAccess");
        assertThat(binding.policies().get(1).arn()).hasValue(own);
        assertThat(binding.boundary().orElseThrow().arn()).hasValue(READ_ONLY);
        assertThat(binding.tags()).containsEntry("k", "v");
    }

    @Test
    void givesTheSameInstancesAgain() {
        Caller alice = alice();
        cloud.root().call(IamOperations.PUT_USER_POLICY, new PutUserPolicyRequest("alice", "inline", Cloud.ALLOW_ALL));
        assertThat(binding(alice).policies().getFirst().document())
                .isSameAs(binding(alice).policies().getFirst().document());
        assertThat(binding(alice).boundary().orElseThrow().document())
                .isSameAs(binding(alice).boundary().orElseThrow().document());
    }

    @Test
    void bindsNothingToSomebodyWhoIsGone() {
        Caller alice = alice();
        cloud.root().call(IamOperations.DELETE_USER, new DeleteUserRequest("alice"));
        assertThat(binding(alice).exists()).isFalse();
        cloud.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, "alice", null, null));
        assertThat(binding(alice).exists()).isFalse();
    }

    @Test
    void changesItsVersionWithWhatItReads() {
        Caller alice = alice();
        long before = identities.version(cloud.view(), alice);
        assertThat(identities.version(cloud.view(), alice)).isEqualTo(before);
        cloud.root().call(IamOperations.PUT_USER_POLICY, new PutUserPolicyRequest("alice", "inline", Cloud.ALLOW_ALL));
        long after = identities.version(cloud.view(), alice);
        assertThat(after).isNotEqualTo(before);
        cloud.root().call(IamOperations.CREATE_ACCOUNT_ALIAS, new CreateAccountAliasRequest("other"));
        assertThat(identities.version(cloud.view(), alice)).isEqualTo(after);
    }

    @Test
    void takesANewDefaultVersionAtOnce() {
        Caller alice = alice();
        String arn = cloud.root()
                .call(IamOperations.CREATE_POLICY, new CreatePolicyRequest("own", null, Cloud.ALLOW_ALL, null, null))
                .policy()
                .arn();
        cloud.root().call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyRequest("alice", arn));
        String deny = Cloud.ALLOW_ALL.replace("Allow", "Deny");
        cloud.root().call(IamOperations.CREATE_POLICY_VERSION, new CreatePolicyVersionRequest(arn, deny, true));
        assertThat(binding(alice).policies()).extracting(PolicyText::document).containsExactly(deny);
    }

    @Test
    void bindsRolesAndFederatedUsers() {
        Caller alice = alice();
        Role role = cloud.root()
                .call(
                        IamOperations.CREATE_ROLE,
                        new CreateRoleRequest(
                                "/p/", "worker", IamCloud.trusting("111122223333"), null, null, null, null))
                .role();
        cloud.root().call(IamOperations.PUT_ROLE_POLICY, new PutRolePolicyRequest("worker", "inline", Cloud.ALLOW_ALL));
        Caller session = caller(new Principal.RoleSession(Cloud.ACCOUNT, "/p/", "worker", role.roleId(), "s"));
        assertThat(binding(session).policies()).hasSize(1);
        assertThat(binding(caller(new Principal.RoleSession(Cloud.ACCOUNT, "/p/", "worker", "AROAOTHER", "s")))
                        .exists())
                .isFalse();
        assertThat(binding(caller(new Principal.FederatedUser(Cloud.ACCOUNT, "f", alice.principal())))
                        .boundary())
                .isPresent();
    }
}
