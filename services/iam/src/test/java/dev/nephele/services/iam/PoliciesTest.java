package dev.nephele.services.iam;

import static dev.nephele.services.iam.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.iam.*;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    private final Cloud cloud = new Cloud();
    private final IamPolicies policies = cloud.iam.policies;

    private Policy create(String name) {
        return policies.createPolicy(new CreatePolicyRequest(name, null, Cloud.ALLOW_ALL, null, null), cloud.root())
                .policy();
    }

    private String version(String arn, boolean makeDefault) {
        return policies.createPolicyVersion(
                        new CreatePolicyVersionRequest(arn, Cloud.ALLOW_ALL.replace("Allow", "Deny"), makeDefault),
                        cloud.root())
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
        Policy created = policies.createPolicy(
                        CreatePolicyRequest.builder()
                                .policyName("described")
                                .policyDocument(Cloud.ALLOW_ALL)
                                .description("what it is for")
                                .build(),
                        cloud.root())
                .policy();
        assertThat(created.description()).isNull();
        Policy got = policies.getPolicy(new GetPolicyRequest(created.arn()), cloud.root())
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
        PolicyVersion version = policies.getPolicyVersion(new GetPolicyVersionRequest(arn, "v1"), cloud.root())
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
        policies.deletePolicyVersion(new DeletePolicyVersionRequest(arn, "v2"), cloud.root());
        assertThat(version(arn, false)).isEqualTo("v4");
        assertThat(policies.listPolicyVersions(new ListPolicyVersionsRequest(arn, null, null), cloud.root())
                        .versions())
                .extracting(PolicyVersion::versionId)
                .containsExactly("v4", "v3", "v1");
        assertThat(policies.getPolicy(new GetPolicyRequest(arn), cloud.root())
                        .policy()
                        .defaultVersionId())
                .isEqualTo("v3");
        refuses(
                "DeleteConflict",
                409,
                "Cannot delete the default version of a policy.",
                () -> policies.deletePolicyVersion(new DeletePolicyVersionRequest(arn, "v3"), cloud.root()));
        refuses(
                "NoSuchEntity",
                404,
                "Policy " + arn + " version v2 does not exist or is not attachable.",
                () -> policies.getPolicyVersion(new GetPolicyVersionRequest(arn, "v2"), cloud.root()));
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
        cloud.iam.groups.createGroup(new CreateGroupRequest(null, "devs"), cloud.root());
        cloud.iam.attachments.attachGroupPolicy(new AttachGroupPolicyRequest("devs", arn), cloud.root());
        refuses(
                "DeleteConflict",
                409,
                "Cannot delete a policy attached to entities.",
                () -> policies.deletePolicy(new DeletePolicyRequest(arn), cloud.root()));
        cloud.iam.attachments.detachGroupPolicy(new DetachGroupPolicyRequest("devs", arn), cloud.root());
        refuses(
                "DeleteConflict",
                409,
                "This policy has more than one version. Before you delete a policy, you must delete the policy's"
                        + " versions. The default version is deleted with the policy.",
                () -> policies.deletePolicy(new DeletePolicyRequest(arn), cloud.root()));
        policies.deletePolicyVersion(new DeletePolicyVersionRequest(arn, "v2"), cloud.root());
        policies.deletePolicy(new DeletePolicyRequest(arn), cloud.root());
        refuses(
                "NoSuchEntity",
                404,
                "Policy " + arn + " was not found.",
                () -> policies.getPolicy(new GetPolicyRequest(arn), cloud.root()));
    }

    @Test
    void showsThePoliciesOfAws() {
        Policy policy = policies.getPolicy(new GetPolicyRequest(READ_ONLY), cloud.root())
                .policy();
        assertThat(policy.policyId()).matches("ANPA[A-Z2-7]{17}");
        assertThat(policies.getPolicyVersion(
                                new GetPolicyVersionRequest(READ_ONLY, policy.defaultVersionId()), cloud.root())
                        .policyVersion()
                        .document())
                .startsWith("%7B%22Version%22");
        refuses(
                "AccessDenied",
                403,
                "Policy is outside your own account.",
                () -> policies.deletePolicy(new DeletePolicyRequest(READ_ONLY), cloud.root()));
    }

    @Test
    void listsOwnPoliciesThenThoseOfAws() {
        create("one");
        create("two");
        List<String> names = new ArrayList<>();
        String marker = null;
        do {
            ListPoliciesResponse page =
                    policies.listPolicies(new ListPoliciesRequest(null, null, null, null, marker, 1000), cloud.root());
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
        cloud.iam.groups.createGroup(new CreateGroupRequest(null, "devs"), cloud.root());
        cloud.iam.attachments.attachGroupPolicy(new AttachGroupPolicyRequest("devs", READ_ONLY), cloud.root());
        assertThat(policies.listPolicies(new ListPoliciesRequest(null, true, null, null, null, null), cloud.root())
                        .policies())
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.arn()).isEqualTo(READ_ONLY);
                    assertThat(policy.attachmentCount()).isEqualTo(1);
                });
        assertThat(policies.listPolicies(new ListPoliciesRequest("Local", null, null, null, null, null), cloud.root())
                        .policies())
                .extracting(Policy::policyName)
                .containsExactly("one");
    }

    @Test
    void attachesWhatExists() {
        cloud.iam.groups.createGroup(new CreateGroupRequest(null, "devs"), cloud.root());
        refuses("ValidationError", 400, "Invalid ARN:  Could not be parsed!", () -> attach("ReadOnlyAccess"));
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
        assertThat(cloud.iam
                        .attachments
                        .listAttachedGroupPolicies(
                                new ListAttachedGroupPoliciesRequest("devs", null, null, null), cloud.root())
                        .attachedPolicies())
                .containsExactly(new AttachedPolicy("ReadOnlyAccess", READ_ONLY));
    }

    private void attach(String arn) {
        cloud.iam.attachments.attachGroupPolicy(new AttachGroupPolicyRequest("devs", arn), cloud.root());
    }

    @Test
    void listsWhoUsesAPolicyAndHow() {
        cloud.iam.users.createUser(new CreateUserRequest(null, "alice", READ_ONLY, null), cloud.root());
        cloud.iam.users.createUser(new CreateUserRequest(null, "bob", null, null), cloud.root());
        cloud.iam.groups.createGroup(new CreateGroupRequest(null, "devs"), cloud.root());
        attach(READ_ONLY);
        cloud.iam.attachments.attachUserPolicy(new AttachUserPolicyRequest("bob", READ_ONLY), cloud.root());
        cloud.iam.attachments.attachUserPolicy(new AttachUserPolicyRequest("alice", READ_ONLY), cloud.root());

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
        return cloud.iam.attachments.listEntitiesForPolicy(
                new ListEntitiesForPolicyRequest(READ_ONLY, null, null, usage, marker, maxItems), cloud.root());
    }

    @Test
    void holdsThePolicySizeWithoutWhiteSpace() {
        String padded = Cloud.ALLOW_ALL.replace("{\"Version\"", "{" + " ".repeat(7000) + "\"Version\"");
        policies.createPolicy(new CreatePolicyRequest("padded", null, padded, null, null), cloud.root());
        String large = Cloud.ALLOW_ALL.replace("\"Action\":\"*\"", "\"Action\":\"s3:" + "x".repeat(6144) + "\"");
        refuses(
                "LimitExceeded",
                409,
                "Cannot exceed quota for PolicySize: 6144",
                () -> policies.createPolicy(new CreatePolicyRequest("large", null, large, null, null), cloud.root()));
    }
}
