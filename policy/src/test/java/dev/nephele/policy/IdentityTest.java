package dev.nephele.policy;

import static dev.nephele.policy.Ask.ALICE;
import static dev.nephele.policy.Ask.ALLOW_ALL;
import static dev.nephele.policy.Ask.OTHER;
import static dev.nephele.policy.Ask.SESSION;
import static dev.nephele.policy.Ask.allow;
import static dev.nephele.policy.Ask.deny;
import static dev.nephele.policy.Ask.may;
import static dev.nephele.policy.Ask.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.policy.request.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies of the caller: allow, deny, boundary, session policy, guardrails. */
class IdentityTest {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:jobs";
    private static final String BUCKET = "arn:aws:s3:::reports";

    /** Deny every queue action, allow deleting queues, say nothing of EC2. */
    private static final String THREE_BLOCKS = "{'Version':'2012-10-17','Statement':["
            + "{'Sid':'NoQueues','Effect':'Deny','Action':'sqs:*','Resource':'*'},"
            + "{'Sid':'Delete','Effect':'Allow','Action':'sqs:DeleteQueue','Resource':'*'},"
            + "{'Sid':'Buckets','Effect':'Allow','Action':'s3:*','Resource':'*'}]}";

    @Test
    void deniesWhatIsDeniedAlthoughAnotherBlockAllowsIt() {
        assertThat(may(ALICE, "sqs:CreateQueue", QUEUE).identity(THREE_BLOCKS).answer())
                .isEqualTo("ExplicitlyDenied by identity");
        Decision decision =
                may(ALICE, "sqs:DeleteQueue", QUEUE).identity(THREE_BLOCKS).decide();
        assertThat(decision).hasToString("ExplicitlyDenied by identity");
        assertThat(decision.statement().orElseThrow().label()).isEqualTo("NoQueues");
        assertThat(may(ALICE, "ec2:DescribeInstances", "*")
                        .identity(THREE_BLOCKS)
                        .answer())
                .isEqualTo("ImplicitlyDenied by identity");
        assertThat(may(ALICE, "s3:ListBucket", BUCKET).identity(THREE_BLOCKS).answer())
                .isEqualTo("Allowed by identity");
    }

    @Test
    void boundaryLimitsWhatIdentityGrants() {
        String boundary = statement("'Effect':'Allow','Action':['s3:*','cloudwatch:*','ec2:*'],'Resource':'*'");
        assertThat(may(ALICE, "iam:CreateUser", "arn:aws:iam::111122223333:user/bob")
                        .identity(allow("iam:CreateUser", "*"))
                        .boundary(boundary)
                        .answer())
                .isEqualTo("ImplicitlyDenied by permissionsBoundary");
        assertThat(may(ALICE, "s3:ListBucket", BUCKET).boundary(boundary).answer())
                .isEqualTo("ImplicitlyDenied by identity");
        assertThat(may(ALICE, "s3:ListBucket", BUCKET)
                        .identity(ALLOW_ALL)
                        .boundary(boundary)
                        .answer())
                .isEqualTo("Allowed by identity");
    }

    @Test
    void sessionPolicyLimitsASession() {
        Ask ask = may(SESSION, "s3:ListBucket", BUCKET).identity(ALLOW_ALL);
        assertThat(ask.session(allow("sqs:*", "*")).answer()).isEqualTo("ImplicitlyDenied by session");
        assertThat(may(SESSION, "s3:ListBucket", BUCKET)
                        .identity(ALLOW_ALL)
                        .session(allow("sqs:*", "*"), allow("s3:List*", BUCKET))
                        .answer())
                .isEqualTo("Allowed by identity");
    }

    @Test
    void everyLevelOfAnOrganizationMustAllow() {
        Ask ask = may(ALICE, "s3:ListBucket", BUCKET).identity(ALLOW_ALL).scp("r-1", ALLOW_ALL);
        assertThat(ask.scp("ou-1", allow("s3:*", "*"), allow("ec2:*", "*")).answer())
                .isEqualTo("Allowed by identity");
        Decision denied = ask.scp("111122223333", allow("ec2:*", "*")).decide();
        assertThat(denied).hasToString("ImplicitlyDenied by serviceControl");
        assertThat(denied.level()).contains("111122223333");
        assertThat(may(ALICE, "s3:ListBucket", BUCKET)
                        .identity(ALLOW_ALL)
                        .scp("r-1")
                        .answer())
                .isEqualTo("ImplicitlyDenied by serviceControl");
    }

    @Test
    void serviceControlPoliciesBindRootButNotServiceLinkedRoles() {
        String root = "arn:aws:iam::111122223333:root";
        assertThat(may(root, "s3:ListBucket", BUCKET).answer()).isEqualTo("Allowed by root");
        assertThat(may(root, "s3:ListBucket", BUCKET)
                        .scp("r-1", deny("s3:*", "*"))
                        .answer())
                .isEqualTo("ExplicitlyDenied by serviceControl");
        assertThat(may(SESSION, "s3:ListBucket", BUCKET)
                        .identity(ALLOW_ALL)
                        .scp("r-1", deny("s3:*", "*"))
                        .serviceLinked()
                        .answer())
                .isEqualTo("Allowed by identity");
    }

    @Test
    void nobodyIsDeniedHisOwnIdentity() {
        assertThat(may(ALICE, "sts:GetCallerIdentity", "*")
                        .identity(deny("*", "*"))
                        .answer())
                .isEqualTo("Allowed by alwaysAllowed");
        assertThat(may(ALICE, "sts:GetSessionToken", "*")
                        .identity(deny("*", "*"))
                        .answer())
                .isEqualTo("Allowed by alwaysAllowed");
        Subject anonymous = Subject.of(new dev.nephele.kernel.Principal.Anonymous());
        assertThat(may(anonymous, "sts:GetCallerIdentity", "*").answer()).isEqualTo("ImplicitlyDenied by resource");
    }

    @Test
    void temporaryCredentialsOfSomeKindsNeverReachIam() {
        Ask ask = may(ALICE, "iam:ListUsers", "*").identity(ALLOW_ALL);
        assertThat(ask.limit(SessionLimit.SESSION_TOKEN).answer()).isEqualTo("ImplicitlyDenied by sessionLimit");
        assertThat(ask.limit(SessionLimit.SESSION_TOKEN_WITH_DEVICE).answer()).isEqualTo("Allowed by identity");
        assertThat(may("arn:aws:sts::111122223333:federated-user/broker", "sts:AssumeRole", "*")
                        .identity(ALLOW_ALL)
                        .session(ALLOW_ALL)
                        .answer())
                .isEqualTo("ImplicitlyDenied by sessionLimit");
    }

    @Test
    void federatedUserWithoutSessionPolicyHasNoIdentityPermissions() {
        String broker = "arn:aws:sts::111122223333:federated-user/broker";
        assertThat(may(broker, "s3:ListBucket", BUCKET).identity(ALLOW_ALL).answer())
                .isEqualTo("ImplicitlyDenied by session");
        assertThat(may(broker, "s3:ListBucket", BUCKET)
                        .identity(ALLOW_ALL)
                        .session(ALLOW_ALL)
                        .answer())
                .isEqualTo("Allowed by identity");
    }

    @Test
    void roleInAnotherAccountGivesUpOnesOwnPermissions() {
        String bucketOfOther = statement("'Effect':'Allow','Principal':{'AWS':'" + ALICE
                + "'},'Action':'s3:PutObject','Resource':'arn:aws:s3:::other/*'");
        assertThat(may(SESSION, "s3:PutObject", "arn:aws:s3:::other/x")
                        .in(OTHER)
                        .identity(allow("dynamodb:Scan", "*"))
                        .resource(bucketOfOther)
                        .answer())
                .isEqualTo("ImplicitlyDenied by resource");
        assertThat(may(ALICE, "s3:PutObject", "arn:aws:s3:::other/x")
                        .in(OTHER)
                        .identity(allow("s3:PutObject", "*"))
                        .resource(bucketOfOther)
                        .answer())
                .isEqualTo("Allowed by identity");
    }

    @Test
    void explainNamesTheMissingAllowAndTheMissingKey() {
        Trace trace = may(ALICE, "s3:PutObject", "arn:aws:s3:::reports/x")
                .identity(statement("'Sid':'Mfa','Effect':'Allow','Action':'s3:*','Resource':'*',"
                        + "'Condition':{'Bool':{'aws:MultiFactorAuthPresent':'true'}}"))
                .explain();
        assertThat(trace.missingAllow())
                .contains("no identity-based policy allows s3:PutObject on arn:aws:s3:::reports/x");
        assertThat(trace.missingKeys()).isEqualTo(List.of("aws:MultiFactorAuthPresent"));
    }
}
