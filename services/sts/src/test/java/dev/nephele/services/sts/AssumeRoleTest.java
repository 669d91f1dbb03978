package dev.nephele.services.sts;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.ResourcePolicy;
import dev.nephele.kernel.Session;
import dev.nephele.model.sts.*;
import dev.nephele.testkit.kernel.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AssumeRoleTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/p/auditor";

    @AutoClose
    private final StsCloud cloud = new StsCloud();

    AssumeRoleTest() {
        cloud.role("/p/", "auditor", Duration.ofHours(2), Map.of("team", "red", "size", "small"));
    }

    private static AssumeRoleRequest request(Integer seconds) {
        return new AssumeRoleRequest(
                ROLE, "session", null, null, seconds, null, null, null, null, null, null, null, null);
    }

    private static AssumeRoleRequest tagged(List<Tag> tags, List<String> transitive) {
        return new AssumeRoleRequest(
                ROLE, "session", null, null, null, tags, transitive, null, null, null, null, null, null);
    }

    private static AssumeRoleRequest identified(String sourceIdentity) {
        return new AssumeRoleRequest(
                ROLE, "session", null, null, null, null, null, "secret", null, null, sourceIdentity, null, null);
    }

    private static AssumeRoleRequest limited(String policy) {
        return new AssumeRoleRequest(
                ROLE, "session", null, policy, null, null, null, null, null, null, null, null, null);
    }

    private AssumeRoleResponse assume(AssumeRoleRequest request, Caller caller) {
        return cloud.as(caller).call(StsOperations.ASSUME_ROLE, request);
    }

    private Caller session(AssumeRoleRequest request, Caller caller) {
        return cloud.authenticate(assume(request, caller).credentials());
    }

    @Test
    void answersCredentialsOfTheSession() {
        AssumeRoleResponse answer = assume(request(null), cloud.alice);
        assertThat(answer.assumedRoleUser())
                .isEqualTo(new AssumedRoleUser(
                        "AROAauditor:session", "arn:aws:sts::111122223333:assumed-role/auditor/session"));
        assertThat(answer.packedPolicySize()).isNull();
        assertThat(answer.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(answer.credentials().secretAccessKey()).hasSize(40);
        assertThat(answer.credentials().expiration()).isEqualTo(ManualClock.BEGINNING.plus(Duration.ofHours(1)));
        Caller caller = cloud.authenticate(answer.credentials());
        assertThat(caller.principal().userId()).isEqualTo("AROAauditor:session");
        assertThat(caller.session().orElseThrow().multiFactor().orElseThrow().present())
                .isFalse();
    }

    @Test
    void refusesMoreThanTheRolesMaximum() {
        assume(request(7200), cloud.alice);
        refuses(
                "ValidationError",
                400,
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                () -> assume(request(7201), cloud.alice));
    }

    @Test
    void givesSessionsNoMoreThanAnHour() {
        Caller chained = session(request(null), cloud.alice);
        assume(request(3600), chained);
        refuses(
                "ValidationError",
                400,
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
                () -> assume(request(3601), chained));
    }

    @Test
    void refusesRootUsersAndAbsentRoles() {
        refuses(
                "AccessDenied",
                403,
                "Roles may not be assumed by root accounts.",
                () -> assume(request(null), cloud.root));
        cloud.deleteRole("auditor");
        refuses(
                "AccessDenied",
                403,
                "Roles may not be assumed by root accounts.",
                () -> cloud.as(cloud.root).requirements(StsOperations.ASSUME_ROLE, request(null)));
        refuses(
                "AccessDenied",
                403,
                "User: arn:aws:iam::111122223333:user/p/alice is not authorized to perform: sts:AssumeRole on"
                        + " resource: " + ROLE,
                () -> assume(request(null), cloud.alice));
    }

    @Test
    void isDecidedByTheTrustPolicy() {
        List<Requirement> needed = cloud.as(cloud.alice).requirements(StsOperations.ASSUME_ROLE, identified("alice"));
        assertThat(needed).extracting(Requirement::action).containsExactly("sts:AssumeRole", "sts:SetSourceIdentity");
        Requirement first = needed.getFirst();
        assertThat(first.resource()).isEqualTo(ROLE);
        assertThat(first.policy().orElseThrow().kind()).isEqualTo(ResourcePolicy.Kind.TRUST);
        assertThat(first.policy().orElseThrow().document()).hasValue(StsCloud.TRUST);
        assertThat(first.context())
                .containsEntry("sts:ExternalId", List.of("secret"))
                .containsEntry("sts:SourceIdentity", List.of("alice"))
                .containsEntry("sts:RoleSessionName", List.of("session"))
                .containsEntry("aws:ResourceTag/team", List.of("red"));
    }

    @Test
    void trustsNobodyWhenTheRoleIsAbsent() {
        cloud.deleteRole("auditor");
        Requirement needed = cloud.as(cloud.alice)
                .requirements(StsOperations.ASSUME_ROLE, request(null))
                .getFirst();
        assertThat(needed.policy().orElseThrow())
                .isEqualTo(new ResourcePolicy(ResourcePolicy.Kind.TRUST, Optional.empty(), List.of()));
    }

    @Test
    void passesTransitiveTagsOn() {
        Caller first =
                session(tagged(List.of(new Tag("team", "blue"), new Tag("own", "1")), List.of("team")), cloud.alice);
        assertThat(first.session().orElseThrow().tags().tags()).containsOnlyKeys("team", "own");
        Caller second = session(request(null), first);
        assertThat(second.session().orElseThrow().tags().tags()).isEqualTo(Map.of("team", "blue"));
        refuses(
                "InvalidParameterValue",
                400,
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag"
                        + " key from the calling session.",
                () -> assume(tagged(List.of(new Tag("TEAM", "x")), null), second));
        // What is inherited hides the role's own tag in its trust policy.
        assertThat(cloud.as(second)
                        .requirements(StsOperations.ASSUME_ROLE, request(null))
                        .getFirst()
                        .context())
                .containsEntry("aws:ResourceTag/team", List.of("blue"))
                .containsEntry("aws:ResourceTag/size", List.of("small"));
    }

    @Test
    void refusesTagsThatMakeNoSense() {
        refuses(
                "InvalidParameterValue",
                400,
                "The specified transitive tag key must be included in the requested tags.",
                () -> assume(tagged(List.of(new Tag("a", "1")), List.of("b")), cloud.alice));
        refuses(
                "InvalidParameterValue",
                400,
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                () -> assume(tagged(List.of(new Tag("a", "1"), new Tag("A", "2")), null), cloud.alice));
    }

    @Test
    void keepsTheSourceIdentityThroughChaining() {
        Caller first = session(identified("alice"), cloud.alice);
        assertThat(assume(request(null), first).sourceIdentity()).isEqualTo("alice");
        refuses(
                "AccessDenied",
                403,
                "User: arn:aws:sts::111122223333:assumed-role/auditor/session is not authorized to perform:"
                        + " sts:AssumeRole on resource: " + ROLE,
                () -> assume(identified("bob"), first));
    }

    @Test
    void measuresPoliciesAndTags() {
        String policy = """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""";
        AssumeRoleResponse answer = assume(limited(policy), cloud.alice);
        assertThat(answer.packedPolicySize()).isBetween(1, 20);
        Session session = cloud.authenticate(answer.credentials()).session().orElseThrow();
        assertThat(session.policies().document()).hasValue(policy);
    }

    @Test
    void refusesMultiFactorCodesOfUnknownDevices() {
        refuses(
                "AccessDenied",
                403,
                "MultiFactorAuthentication failed, unable to validate MFA code. Please verify your MFA serial number"
                        + " is valid and associated with this user.",
                () -> assume(
                        new AssumeRoleRequest(
                                ROLE,
                                "session",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "arn:aws:iam::111122223333:mfa/alice",
                                "123456",
                                null,
                                null,
                                null),
                        cloud.alice));
    }
}
