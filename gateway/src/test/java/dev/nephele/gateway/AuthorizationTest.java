package dev.nephele.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.gateway.fixture.TestCloud;
import dev.nephele.kernel.Session;
import dev.nephele.wire.auth.Signer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationTest {
    private static final String NOTE_ARN = "arn:aws:notes:eu-west-1:000000000000:note/";

    private final TestCloud cloud = TestCloud.start();

    @AfterAll
    void stop() {
        cloud.close();
    }

    private static String allow(String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Yes\",\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}]}";
    }

    private static String when(String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"notes:*\",\"Resource\":\"*\","
                + "\"Condition\":" + condition + "}]}";
    }

    @Test
    void saysWhoCallsToTheRootUser() {
        HttpResponse<String> answer = cloud.sts("test", "test", "GetCallerIdentity");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<Arn>arn:aws:iam::000000000000:root</Arn>");
    }

    @Test
    void refusesUnknownKeysAndWrongSecretsInTheWordsOfTheService() {
        assertThat(cloud.sts("nobody", "test", "GetCallerIdentity"))
                .matches(answer -> answer.statusCode() == 403)
                .matches(answer -> answer.body().contains("<Code>InvalidClientTokenId</Code>"));
        assertThat(cloud.sts("test", "wrong", "GetCallerIdentity").body())
                .contains("<Code>SignatureDoesNotMatch</Code>");
        HttpResponse<String> json = cloud.notes(Signer.of("nobody", "x", "eu-west-1", "notes"), "GetNote", "{}");
        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(json.body()).contains("UnrecognizedClientException");
    }

    @Test
    void answersOperationsThatAreNotServedOnlyToCallersItKnows() {
        HttpResponse<String> answer = cloud.sts("test", "test", "AssumeRole");
        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("<Code>NotImplemented</Code>").contains("sts:AssumeRole");
        assertThat(cloud.sts("test", "wrong", "AssumeRole").statusCode()).isEqualTo(403);
        HttpResponse<String> json = cloud.notes(Signer.of("test", "test", "eu-west-1", "notes"), "ListNotes", "{}");
        assertThat(json.statusCode()).isEqualTo(501);
        assertThat(json.body()).contains("NotImplemented").contains("notes:ListNotes");
    }

    @Test
    void allowsWhatAPolicyAllowsAndNamesTheMissingAllow() {
        cloud.directory.user("alice", allow("notes:PutNote", NOTE_ARN + "a*"));
        assertThat(cloud.notes("alice", "PutNote", "{\"Name\":\"a1\",\"Text\":\"x\"}")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = cloud.notes("alice", "GetNote", "{\"Name\":\"a1\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("AccessDeniedException")
                .contains("User: arn:aws:iam::000000000000:user/alice is not authorized to perform: notes:GetNote on"
                        + " resource: " + NOTE_ARN
                        + "a1 because no identity-based policy allows the notes:GetNote action");
    }

    @Test
    void seesChangedPoliciesAtOnce() {
        cloud.directory.user("carol");
        assertThat(cloud.notes("carol", "PutNote", "{\"Name\":\"c\"}").statusCode())
                .isEqualTo(400);
        cloud.directory.policies("carol", allow("notes:*", "*"));
        assertThat(cloud.notes("carol", "PutNote", "{\"Name\":\"c\"}").statusCode())
                .isEqualTo(200);
        cloud.directory.policies("carol");
        assertThat(cloud.notes("carol", "PutNote", "{\"Name\":\"c\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void fillsTheKeysOfCallAndPrincipal() {
        cloud.directory.user(
                "dave",
                when("{\"StringEquals\":{\"aws:username\":\"dave\",\"aws:PrincipalType\":\"User\","
                        + "\"aws:PrincipalTag/team\":\"red\",\"aws:RequestedRegion\":\"eu-west-1\","
                        + "\"notes:Name\":\"d\",\"aws:ResourceAccount\":\"000000000000\",\"aws:UserAgent\":\"test/1\"},"
                        + "\"IpAddress\":{\"aws:SourceIp\":\"127.0.0.1\"},"
                        + "\"Bool\":{\"aws:SecureTransport\":\"false\",\"aws:ViaAWSService\":\"false\","
                        + "\"aws:PrincipalIsAWSService\":\"false\"},"
                        + "\"DateGreaterThan\":{\"aws:CurrentTime\":\"2020-01-01T00:00:00Z\"},"
                        + "\"Null\":{\"aws:TokenIssueTime\":\"true\",\"aws:MultiFactorAuthPresent\":\"true\","
                        + "\"aws:SourceArn\":\"true\",\"aws:CalledVia\":\"true\"}}"));
        assertThat(cloud.notes("dave", "PutNote", "{\"Name\":\"d\"}").body()).isEqualTo("{}");
        assertThat(cloud.notes("dave", "PutNote", "{\"Name\":\"e\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void decidesWithTheVirtualClock() {
        try (TestCloud own = TestCloud.start()) {
            Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
            own.directory.user("erin", when("{\"DateGreaterThan\":{\"aws:CurrentTime\":\"" + tomorrow + "\"}}"));
            assertThat(own.notes("erin", "PutNote", "{\"Name\":\"e\"}").statusCode())
                    .isEqualTo(400);
            own.clock.advance(Duration.ofDays(2));
            assertThat(own.notes("erin", "PutNote", "{\"Name\":\"e\"}").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void crossesAccountsOnlyWhenBothSidesAgree() {
        cloud.directory.user("frank", allow("notes:*", "*"));
        HttpResponse<String> refused = cloud.notes("frank", "PutNote", "{\"Name\":\"foreign1\"}");
        assertThat(refused.body()).contains("because no resource-based policy allows the notes:PutNote action");
        cloud.notes.policy(
                "foreign2",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                        + "{\"AWS\":\"arn:aws:iam::000000000000:user/frank\"},\"Action\":\"notes:*\",\"Resource\":\"*\"}]}");
        assertThat(cloud.notes("frank", "PutNote", "{\"Name\":\"foreign2\"}").statusCode())
                .isEqualTo(200);
        cloud.directory.user("gina");
        assertThat(cloud.notes("gina", "PutNote", "{\"Name\":\"foreign2\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void holdsSessionsAgainstTheirPolicyAndTheirExpiry() {
        cloud.directory.user("henry", allow("notes:*", "*"));
        cloud.directory.session(
                "ASIAHENRY",
                "henry",
                Session.Kind.ASSUME_ROLE,
                Instant.now().plus(Duration.ofHours(1)),
                allow("notes:GetNote", "*"));
        Signer session = Signer.of("ASIAHENRY", "secret", "eu-west-1", "notes").withToken("token");
        assertThat(cloud.notes(session, "PutNote", "{\"Name\":\"h\"}").body())
                .contains("because no session policy allows the notes:PutNote action");
        cloud.directory.session(
                "ASIAOLD", "henry", Session.Kind.ASSUME_ROLE, Instant.now().minusSeconds(1), allow("*", "*"));
        Signer old = Signer.of("ASIAOLD", "secret", "eu-west-1", "notes").withToken("token");
        assertThat(cloud.notes(old, "PutNote", "{\"Name\":\"h\"}").body()).contains("ExpiredTokenException");
    }

    @Test
    void deniesAnOperationWhoseRuleSaysNothing() {
        HttpResponse<String> answer = cloud.notes(Signer.of("test", "test", "eu-west-1", "notes"), "Ruleless", "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("AccessDeniedException").contains("notes:Ruleless");
    }

    @Test
    void refusesSingleItemsOfABatch() {
        cloud.directory.user("ivan", allow("notes:DeleteNote", NOTE_ARN + "i1"));
        HttpResponse<String> answer = cloud.notes("ivan", "DeleteNotes", "{\"Names\":[\"i1\",\"i2\"]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"Refused\":[\"i2\"]}");
    }

    @Test
    void validatesBeforeItDecides() {
        cloud.directory.user("judy");
        assertThat(cloud.notes("judy", "GetNote", "{\"Name\":\"much too long\"}")
                        .body())
                .contains("ValidationException")
                .contains("Member must have length less than or equal to 8");
    }

    @Test
    void tellsNothingOfABugButItsRequestId() {
        HttpResponse<String> answer = cloud.notes(Signer.of("test", "test", "eu-west-1", "notes"), "Bug", "{}");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("InternalFailure").doesNotContain("secret inside");
        assertThat(TestCloud.requestId(answer)).isNotEmpty();
    }

    @Test
    void forwardsTheCallersSessionBetweenServices() {
        cloud.directory.user("kate", allow("notes:RelayNote", "*"), allow("notes:PutNote", "*"));
        cloud.notes("kate", "PutNote", "{\"Name\":\"k\",\"Text\":\"deep\"}");
        HttpResponse<String> refused = cloud.notes("kate", "RelayNote", "{\"Name\":\"k\",\"Text\":\"me\"}");
        assertThat(refused.body()).contains("notes:GetNote").contains("user/kate");
        cloud.directory.policies(
                "kate",
                allow("notes:RelayNote", "*"),
                when("{\"Bool\":{\"aws:ViaAWSService\":\"true\"},"
                        + "\"ForAnyValue:StringEquals\":{\"aws:CalledVia\":\"relay.amazonaws.com\"},"
                        + "\"StringEquals\":{\"aws:CalledViaFirst\":\"relay.amazonaws.com\"},"
                        + "\"IpAddress\":{\"aws:SourceIp\":\"127.0.0.1\"}}"));
        assertThat(cloud.notes("kate", "RelayNote", "{\"Name\":\"k\",\"Text\":\"me\"}")
                        .body())
                .contains("deep");
        assertThat(cloud.notes("kate", "GetNote", "{\"Name\":\"k\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void callsAsAServiceOnlyWhatAResourcePolicyOpensToIt() {
        cloud.directory.user("liam", allow("notes:*", "*"));
        cloud.notes("liam", "PutNote", "{\"Name\":\"l\",\"Text\":\"deep\"}");
        assertThat(cloud.notes("liam", "RelayNote", "{\"Name\":\"l\",\"Text\":\"service\"}")
                        .statusCode())
                .isEqualTo(400);
        cloud.notes.policy(
                "l",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                        + "{\"Service\":\"relay.amazonaws.com\"},\"Action\":\"notes:GetNote\",\"Resource\":\"*\","
                        + "\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"arn:aws:relay:eu-west-1:000000000000:pipe/1\"},"
                        + "\"StringEquals\":{\"aws:SourceAccount\":\"000000000000\"},"
                        + "\"Null\":{\"aws:SourceIp\":\"true\",\"aws:PrincipalArn\":\"true\"}}}]}");
        assertThat(cloud.notes("liam", "RelayNote", "{\"Name\":\"l\",\"Text\":\"service\"}")
                        .body())
                .contains("deep");
    }
}
