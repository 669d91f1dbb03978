package dev.nephele.services.iam;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.iam.*;
import dev.nephele.testkit.Cloud;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    @AutoClose
    private final IamCloud cloud = new IamCloud();

    private Policy create(String name) {
        return cloud.root()
                .call(IamOperations.CREATE_POLICY, new CreatePolicyRequest(name, null, Cloud.ALLOW_ALL, null, null))
                .policy();
    }

    private String version(String arn, boolean makeDefault) {
        return cloud.root()
                .call(
                        IamOperations.CREATE_POLICY_VERSION,
                        new CreatePolicyVersionRequest(arn, Cloud.ALLOW_ALL.replace("Allow", "Deny"), makeDefault))
                .policyVersion()
                .versionId();
    }

    @Test
    void createsAPolicyAsAwsShowsIt() {
        Policy policy = create("reports");
        assertThat(policy.arn()).isEqualTo("arn:aws:iam::111122223333:policy/reports");
        assertThat(policy.policyId()).matches("ANPA[A-Z2-7]{17}");
        assertThat(policy.defaultVersionId()).isEqualTo("v1");
        assertThat(policy.attachmentCount()).isZero();
        assertThat(policy.permissionsBoundaryUsageCount()).isZero();
        assertThat(policy.isAttachable()).isTrue();
        assertThat(policy.description()).isNull();
        assertThat(policy.tags()).isNull();
    }

    @Test
    void tellsTheDescriptionWhenAskedAndNotWhenCreated() {
        Policy created = cloud.root()
                .call(
                        IamOperations.CREATE_POLICY,
                        CreatePolicyRequest.builder()
                                .policyName("described")
                                .policyDocument(Cloud.ALLOW_ALL)
                                .description("what it is for")
                                .build())
                .policy();
        assertThat(created.description()).isNull();
        Policy got = cloud.root()
                .call(IamOperations.GET_POLICY, new GetPolicyRequest(created.arn()))
                .policy();
        assertThat(got.description()).isEqualTo("what it is for");
        assertThat(got.tags()).isEmpty();
    }

    @Test
    void refusesADuplicateName() {
        create("reports");
        refuses(
                "EntityAlreadyExists",
                409,
                "A policy called REPORTS already exists. Duplicate names are not allowed.",
                () -> create("REPORTS"));
    }

    @Test
    void givesBackTheDocumentAsItWasWritten() {
        String arn = create("reports").arn();
        PolicyVersion version = cloud.root()
                .call(IamOperations.GET_POLICY_VERSION, new GetPolicyVersionRequest(arn, "v1"))
                .policyVersion();
        assertThat(URLDecoder.decode(version.document(), StandardCharsets.UTF_8))
                .isEqualTo(Cloud.ALLOW_ALL);
        assertThat(version.isDefaultVersion()).isTrue();
    }

    @Test
    void numbersVersionsAndNeverAgain() {
        String arn = create("reports").arn();
        assertThat(version(arn, false)).isEqualTo("v2");
        assertThat(version(arn, true)).isEqualTo("v3");
        cloud.root().call(IamOperations.DELETE_POLICY_VERSION, new DeletePolicyVersionRequest(arn, "v2"));
        assertThat(version(arn, false)).isEqualTo("v4");
        assertThat(cloud.root()
                        .call(IamOperations.LIST_POLICY_VERSIONS, new ListPolicyVersionsRequest(arn, null, null))
                        .versions())
                .extracting(PolicyVersion::versionId)
                .containsExactly("v4", "v3", "v1");
        assertThat(cloud.root()
                        .call(IamOperations.GET_POLICY, new GetPolicyRequest(arn))
                        .policy()
                        .defaultVersionId())
                .isEqualTo("v3");
        refuses(
                "DeleteConflict",
                409,
                "Cannot delete the default version of a policy.",
                () -> cloud.root()
                        .call(IamOperations.DELETE_POLICY_VERSION, new DeletePolicyVersionRequest(arn, "v3")));
        refuses(
                "NoSuchEntity",
                404,
                "Policy " + arn + " version v2 does not exist or is not attachable.",
                () -> cloud.root().call(IamOperations.GET_POLICY_VERSION, new GetPolicyVersionRequest(arn, "v2")));
    }

    @Test
    void keepsFiveVersions() {
        String arn = create("reports").arn();
        for (int i = 0; i < 4; i++) {
            version(arn, false);
        }
        refuses(
                "LimitExceeded",
                409,
                "A managed policy can have up to 5 versions. Before you create a new version, you must delete an"
                        + " existing version.",
                () -> version(arn, false));
    }

    @Test
    void deletesAPolicyThatNobodyUses() {
        String arn = create("reports").arn();
        version(arn, false);
        cloud.root().call(IamOperations.CREATE_GROUP, new CreateGroupRequest(null, "devs"));
        cloud.root().call(IamOperations.ATTACH_GROUP_POLICY, new AttachGroupPolicyRequest("devs", arn));
        refuses(
                "DeleteConflict",
                409,
                "Cannot delete a policy attached to entities.",
                () -> cloud.root().call(IamOperations.DELETE_POLICY, new DeletePolicyRequest(arn)));
        cloud.root().call(IamOperations.DETACH_GROUP_POLICY, new DetachGroupPolicyRequest("devs", arn));
        refuses(
                "DeleteConflict",
                409,
                "This policy has more than one version. Before you delete a policy, you must delete the policy's"
                        + " versions. The default version is deleted with the policy.",
                () -> cloud.root().call(IamOperations.DELETE_POLICY, new DeletePolicyRequest(arn)));
        cloud.root().call(IamOperations.DELETE_POLICY_VERSION, new DeletePolicyVersionRequest(arn, "v2"));
        cloud.root().call(IamOperations.DELETE_POLICY, new DeletePolicyRequest(arn));
        refuses(
                "NoSuchEntity",
                404,
                "Policy " + arn + " was not found.",
                () -> cloud.root().call(IamOperations.GET_POLICY, new GetPolicyRequest(arn)));
    }

    @Test
    void showsThePoliciesOfAws() {
        Policy policy = cloud.root()
                .call(IamOperations.GET_POLICY, new GetPolicyRequest(READ_ONLY))
                .policy();
        assertThat(policy.policyId()).matches("ANPA[A-Z2-7]{17}");
        assertThat(cloud.root()
                        .call(
                                IamOperations.GET_POLICY_VERSION,
                                new GetPolicyVersionRequest(READ_ONLY, policy.defaultVersionId()))
                        .policyVersion()
                        .document())
                .startsWith("%7B%22Version%22");
        refuses(
                "AccessDenied",
                403,
                "Policy is outside your own account.",
                () -> cloud.root().call(IamOperations.DELETE_POLICY, new DeletePolicyRequest(READ_ONLY)));
    }

    @Test
    void listsOwnPoliciesThenThoseOfAws() {
        create("one");
        create("two");
        List<String> names = new ArrayList<>();
        String marker = null;
        do {
            ListPoliciesResponse page = cloud.root()
                    .call(IamOperations.LIST_POLICIES, new ListPoliciesRequest(null, null, null, null, marker, 1000));
            page.policies().forEach(policy -> names.add(policy.arn()));
            marker = page.marker();
        } while (marker != null);
        assertThat(names)
                .hasSize(1596)
                .startsWith("arn:aws:iam::111122223333:policy/one", "arn:aws:iam::111122223333:policy/two");
        assertThat(Set.copyOf(names)).hasSize(1596);
    }

    @Test
    void listsWhatIsAttached() {
        create("one");
        cloud.root().call(IamOperations.CREATE_GROUP, new CreateGroupRequest(null, "devs"));
        cloud.root().call(IamOperations.ATTACH_GROUP_POLICY, new AttachGroupPolicyRequest("devs", READ_ONLY));
        assertThat(cloud.root()
                        .call(IamOperations.LIST_POLICIES, new ListPoliciesRequest(null, true, null, null, null, null))
                        .policies())
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.arn()).isEqualTo(READ_ONLY);
                    assertThat(policy.attachmentCount()).isEqualTo(1);
                });
        assertThat(cloud.root()
                        .call(
                                IamOperations.LIST_POLICIES,
                                new ListPoliciesRequest("Local", null, null, null, null, null))
                        .policies())
                .extracting(Policy::policyName)
                .containsExactly("one");
    }

    @Test
    void attachesWhatExists() {
        cloud.root().call(IamOperations.CREATE_GROUP, new CreateGroupRequest(null, "devs"));
        refuses("ValidationError", 400, "Invalid ARN:  Could not be parsed!", () -> attach("policy/ReadOnlyAccess"));
        String missing = "arn:aws:iam::aws:policy/Nothing";
        refuses(
                "NoSuchEntity",
                404,
                "Policy " + missing + " does not exist or is not attachable.",
                () -> attach(missing));
        refuses(
                "PolicyNotAttachable",
                400,
                "Cannot attach a Service Role Policy to a Customer Role.",
                () -> attach("arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy"));
        attach(READ_ONLY);
        attach(READ_ONLY);
        assertThat(cloud.root()
                        .call(
                                IamOperations.LIST_ATTACHED_GROUP_POLICIES,
                                new ListAttachedGroupPoliciesRequest("devs", null, null, null))
                        .attachedPolicies())
                .containsExactly(new AttachedPolicy("ReadOnlyAccess", READ_ONLY));
    }

    private void attach(String arn) {
        cloud.root().call(IamOperations.ATTACH_GROUP_POLICY, new AttachGroupPolicyRequest("devs", arn));
    }

    @Test
    void listsWhoUsesAPolicyAndHow() {
        cloud.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, "alice", READ_ONLY, null));
        cloud.root().call(IamOperations.CREATE_USER, new CreateUserRequest(null, "bob", null, null));
        cloud.root().call(IamOperations.CREATE_GROUP, new CreateGroupRequest(null, "devs"));
        attach(READ_ONLY);
        cloud.root().call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyRequest("bob", READ_ONLY));
        cloud.root().call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyRequest("alice", READ_ONLY));

        ListEntitiesForPolicyResponse all = entities(null, null, null);
        assertThat(all.policyUsers()).extracting(PolicyUser::userName).containsExactly("alice", "bob");
        assertThat(all.policyGroups()).extracting(PolicyGroup::groupName).containsExactly("devs");
        assertThat(entities("PermissionsBoundary", null, null).policyUsers())
                .extracting(PolicyUser::userName)
                .containsExactly("alice");
        ListEntitiesForPolicyResponse first = entities(null, null, 2);
        assertThat(first.isTruncated()).isTrue();
        ListEntitiesForPolicyResponse second = entities(null, first.marker(), 2);
        assertThat(second.isTruncated()).isFalse();
        assertThat(first.policyGroups().size()
                        + first.policyUsers().size()
                        + second.policyGroups().size()
                        + second.policyUsers().size())
                .isEqualTo(3);
    }

    private ListEntitiesForPolicyResponse entities(String usage, String marker, Integer maxItems) {
        return cloud.root()
                .call(
                        IamOperations.LIST_ENTITIES_FOR_POLICY,
                        new ListEntitiesForPolicyRequest(READ_ONLY, null, null, usage, marker, maxItems));
    }

    @Test
    void holdsThePolicySizeWithoutWhiteSpace() {
        String padded = Cloud.ALLOW_ALL.replace("{\"Version\"", "{" + " ".repeat(7000) + "\"Version\"");
        cloud.root().call(IamOperations.CREATE_POLICY, new CreatePolicyRequest("padded", null, padded, null, null));
        String large = Cloud.ALLOW_ALL.replace("\"Action\":\"*\"", "\"Action\":\"s3:" + "x".repeat(6144) + "\"");
        refuses(
                "LimitExceeded",
                409,
                "Cannot exceed quota for PolicySize: 6144",
                () -> cloud.root()
                        .call(IamOperations.CREATE_POLICY, new CreatePolicyRequest("large", null, large, null, null)));
    }
}
