package dev.nephele.services.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.access.Identities;
import dev.nephele.access.PolicyText;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.model.iam.*;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundPoliciesTest {
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    private final Cloud cloud = new Cloud();
    private final Identities identities = cloud.iam.identity().policies();

    private Caller caller(Principal principal) {
        return new Caller(principal, Optional.empty(), Optional.empty());
    }

    private Identities.Binding binding(Caller caller) {
        return identities.of(cloud.store.view(), caller);
    }

    private Caller alice() {
        cloud.iam.users.createUser(
                new CreateUserRequest(null, "alice", READ_ONLY, List.of(new Tag("k", "v"))), cloud.root());
        return caller(cloud.userPrincipal("alice"));
    }

    @Test
    void gathersInlineAttachedAndGroupPolicies() {
        Caller alice = alice();
        String own = cloud.iam
                .policies
                .createPolicy(new CreatePolicyRequest("own", null, Cloud.ALLOW_ALL, null, null), cloud.root())
                .policy()
                .arn();
        cloud.iam.inlinePolicies.putUserPolicy(
                new PutUserPolicyRequest("alice", "inline", Cloud.ALLOW_ALL), cloud.root());
        cloud.iam.attachments.attachUserPolicy(new AttachUserPolicyRequest("alice", own), cloud.root());
        cloud.iam.groups.createGroup(new CreateGroupRequest(null, "devs"), cloud.root());
        cloud.iam.groups.addUserToGroup(new AddUserToGroupRequest("devs", "alice"), cloud.root());
        cloud.iam.inlinePolicies.putGroupPolicy(
                new PutGroupPolicyRequest("devs", "shared", Cloud.ALLOW_ALL), cloud.root());
        cloud.iam.attachments.attachGroupPolicy(new AttachGroupPolicyRequest("devs", READ_ONLY), cloud.root());

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
        cloud.iam.inlinePolicies.putUserPolicy(
                new PutUserPolicyRequest("alice", "inline", Cloud.ALLOW_ALL), cloud.root());
        assertThat(binding(alice).policies().getFirst().document())
                .isSameAs(binding(alice).policies().getFirst().document());
        assertThat(binding(alice).boundary().orElseThrow().document())
                .isSameAs(binding(alice).boundary().orElseThrow().document());
    }

    @Test
    void bindsNothingToSomebodyWhoIsGone() {
        Caller alice = alice();
        cloud.iam.users.deleteUser(new DeleteUserRequest("alice"), cloud.root());
        assertThat(binding(alice).exists()).isFalse();
        cloud.iam.users.createUser(new CreateUserRequest(null, "alice", null, null), cloud.root());
        assertThat(binding(alice).exists()).isFalse();
    }

    @Test
    void changesItsVersionWithWhatItReads() {
        Caller alice = alice();
        long before = identities.version(cloud.store.view(), alice);
        assertThat(identities.version(cloud.store.view(), alice)).isEqualTo(before);
        cloud.iam.inlinePolicies.putUserPolicy(
                new PutUserPolicyRequest("alice", "inline", Cloud.ALLOW_ALL), cloud.root());
        long after = identities.version(cloud.store.view(), alice);
        assertThat(after).isNotEqualTo(before);
        cloud.iam.account.createAccountAlias(new CreateAccountAliasRequest("other"), cloud.root());
        assertThat(identities.version(cloud.store.view(), alice)).isEqualTo(after);
    }

    @Test
    void takesANewDefaultVersionAtOnce() {
        Caller alice = alice();
        String arn = cloud.iam
                .policies
                .createPolicy(new CreatePolicyRequest("own", null, Cloud.ALLOW_ALL, null, null), cloud.root())
                .policy()
                .arn();
        cloud.iam.attachments.attachUserPolicy(new AttachUserPolicyRequest("alice", arn), cloud.root());
        String deny = Cloud.ALLOW_ALL.replace("Allow", "Deny");
        cloud.iam.policies.createPolicyVersion(new CreatePolicyVersionRequest(arn, deny, true), cloud.root());
        assertThat(binding(alice).policies()).extracting(PolicyText::document).containsExactly(deny);
    }

    @Test
    void bindsRolesAndFederatedUsers() {
        Caller alice = alice();
        Role role = cloud.iam
                .roles
                .createRole(
                        new CreateRoleRequest("/p/", "worker", Cloud.trusting("111122223333"), null, null, null, null),
                        cloud.root())
                .role();
        cloud.iam.inlinePolicies.putRolePolicy(
                new PutRolePolicyRequest("worker", "inline", Cloud.ALLOW_ALL), cloud.root());
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
