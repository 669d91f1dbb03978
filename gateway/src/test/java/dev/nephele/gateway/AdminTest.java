package dev.nephele.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.nephele.gateway.fixture.TestCloud;
import dev.nephele.gateway.listener.RawClient;
import dev.nephele.wire.auth.Signer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminTest {
    private static final Signer ROOT_JSON = Signer.of("test", "test", "us-east-1", "notes");
    private static final String ALLOW_PUT = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Puts\","
            + "\"Effect\":\"Allow\",\"Action\":\"notes:PutNote\",\"Resource\":\"*\"}]}";

    private final TestCloud cloud = TestCloud.start();

    @AfterAll
    void stop() {
        cloud.close();
    }

    /** The texts of all values of a member, in order. */
    private static List<String> values(String json, String member) {
        List<String> values = new ArrayList<>();
        try (JsonParser in = new JsonFactory().createParser(json)) {
            while (in.nextToken() != null) {
                if (in.currentToken() == JsonToken.FIELD_NAME
                        && in.currentName().equals(member)) {
                    in.nextToken();
                    values.add(in.getText());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return values;
    }

    @Test
    void saysThatItIsUpToAnybody() {
        HttpResponse<String> own = cloud.send("GET", "/_nephele/health", Map.of(), "");
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body()).isEqualTo("{\"status\":\"ok\",\"version\":\"0.1.0-test\"}");
        assertThat(cloud.send("GET", "/_localstack/health", Map.of(), "").body())
                .isEqualTo("{\"services\":{\"sts\":\"running\",\"notes\":\"running\"},\"edition\":\"community\","
                        + "\"version\":\"0.1.0-test\"}");
    }

    @Test
    void tellsABrowserWhatThisIs() {
        Map<String, String> browser = Map.of("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        HttpResponse<String> page = cloud.send("GET", "/", browser, "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("AWS-compatible cloud, version 0.1.0-test")
                .contains("<code>notes</code>");
        for (HttpResponse<String> other : List.of(
                cloud.send("GET", "/", Map.of("Accept", "*/*"), ""),
                cloud.send("GET", "/?x-id=ListBuckets", browser, ""),
                cloud.send("HEAD", "/", browser, ""),
                cloud.send("GET", "/b", browser, ""),
                cloud.signed(ROOT_JSON, "GET", "/", browser, ""))) {
            assertThat(other.headers().firstValue("Content-Type").orElse("")).doesNotContain("html");
        }
    }

    @Test
    void keepsOthersOut() {
        for (String path : List.of("clock", "events", "decisions/x", "snapshots", "accounts/default")) {
            assertThat(cloud.send("GET", "/_nephele/" + path, Map.of(), "").statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        for (String path : List.of("accounts", "clock", "reset", "snapshots", "snapshots/a/restore", "fork")) {
            assertThat(cloud.send("POST", "/_nephele/" + path, Map.of(), "{}").statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(cloud.send("GET", "/_nephele/clock", Map.of("Authorization", "Bearer wrong"), "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(cloud.resets).hasValue(0);
    }

    @Test
    void knowsTheRootUserOfTheDefaultAccountByItsSignature() {
        Signer root = Signer.of("test", "test", "ap-south-1", "nephele");
        assertThat(cloud.signed(root, "GET", "/_nephele/clock", Map.of(), "").statusCode())
                .isEqualTo(200);
        Signer wrongService = Signer.of("test", "test", "us-east-1", "sts");
        assertThat(cloud.signed(wrongService, "GET", "/_nephele/clock", Map.of(), "")
                        .statusCode())
                .isEqualTo(403);
        cloud.directory.user(
                "mallory",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");
        Signer user = Signer.of("AKIAMALLORY", "secret", "us-east-1", "nephele");
        assertThat(cloud.signed(user, "GET", "/_nephele/clock", Map.of(), "").statusCode())
                .isEqualTo(403);
        cloud.directory.root("AKIAOTHER", "other", dev.nephele.gateway.fixture.Directory.OTHER);
        Signer other = Signer.of("AKIAOTHER", "other", "us-east-1", "nephele");
        assertThat(cloud.signed(other, "GET", "/_nephele/clock", Map.of(), "").statusCode())
                .isEqualTo(403);
    }

    @Test
    void makesAccountsWithARootCredential() {
        HttpResponse<String> made = cloud.admin(
                "POST",
                "/_nephele/accounts",
                "{\"id\":\"111122223333\",\"accessKeyId\":\"AKIANEW\",\"secretAccessKey\":\"mine\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body())
                .isEqualTo("{\"id\":\"111122223333\",\"accessKeyId\":\"AKIANEW\",\"secretAccessKey\":\"mine\"}");
        assertThat(cloud.sts("AKIANEW", "mine", "GetCallerIdentity").body()).contains("111122223333:root");
        assertThat(cloud.admin("POST", "/_nephele/accounts", "{\"id\":\"000000000000\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(cloud.admin("POST", "/_nephele/accounts", "{\"id\":\"12\"}").statusCode())
                .isEqualTo(400);
        assertThat(cloud.admin("POST", "/_nephele/accounts", "{\"name\":\"x\"}").statusCode())
                .isEqualTo(400);
        assertThat(cloud.admin("POST", "/_nephele/accounts", "[").statusCode()).isEqualTo(400);
        assertThat(cloud.admin("GET", "/_nephele/accounts", "").statusCode()).isEqualTo(405);
    }

    @Test
    void tellsTheAdministratorTheRootCredentialOfAnAccount() {
        assertThat(cloud.admin("GET", "/_nephele/accounts/default", "").body())
                .isEqualTo("{\"id\":\"000000000000\",\"region\":\"us-east-1\",\"accessKeyId\":\"test\","
                        + "\"secretAccessKey\":\"test\"}");
        cloud.admin("POST", "/_nephele/accounts", "{\"id\":\"444455556666\",\"secretAccessKey\":\"theirs\"}");
        assertThat(values(
                        cloud.admin("GET", "/_nephele/accounts/444455556666", "")
                                .body(),
                        "secretAccessKey"))
                .containsExactly("theirs");
        assertThat(cloud.admin("GET", "/_nephele/accounts/999999999999", "").statusCode())
                .isEqualTo(404);
        assertThat(cloud.admin("GET", "/_nephele/accounts/1", "").statusCode()).isEqualTo(400);
    }

    @Test
    void movesTheClockForwardOnly() {
        try (TestCloud own = TestCloud.start()) {
            HttpResponse<String> moved = own.admin("POST", "/_nephele/clock", "{\"advance\":\"P91D\"}");
            assertThat(moved.statusCode()).isEqualTo(200);
            assertThat(values(moved.body(), "offset")).containsExactly("PT2184H");
            assertThat(values(moved.body(), "frozen")).containsExactly("false");
            assertThat(values(moved.body(), "now").getFirst()).endsWith("Z");
            assertThat(own.admin("POST", "/_nephele/clock", "{\"set\":\"2020-01-01T00:00:00Z\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(own.admin("POST", "/_nephele/clock", "{\"advance\":\"-PT1S\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(own.admin("POST", "/_nephele/clock", "{\"advance\":\"soon\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(own.admin("POST", "/_nephele/clock", "{\"set\":\"2190-01-01T00:00:00Z\"}")
                            .body())
                    .contains("\"now\":\"2190-01-01T00:00:0");
            assertThat(values(
                            own.admin("POST", "/_nephele/clock", "{\"freeze\":true}")
                                    .body(),
                            "frozen"))
                    .containsExactly("true");
        }
    }

    @Test
    void explainsADecisionAsSoonAsItsCallIsAnswered() {
        cloud.directory.user("alice", ALLOW_PUT);
        HttpResponse<String> refused = cloud.notes("alice", "GetNote", "{\"Name\":\"a\"}");
        String id = TestCloud.requestId(refused);
        HttpResponse<String> why = cloud.admin("GET", "/_nephele/decisions/" + id, "");
        assertThat(why.statusCode()).isEqualTo(200);
        assertThat(values(why.body(), "requestId")).containsExactly(id);
        assertThat(values(why.body(), "decision")).containsExactly("ImplicitlyDenied", "ImplicitlyDenied");
        assertThat(values(why.body(), "principal")).containsExactly("arn:aws:iam::000000000000:user/alice");
        assertThat(values(why.body(), "action")).contains("notes:GetNote");
        assertThat(values(why.body(), "resource")).contains("arn:aws:notes:eu-west-1:000000000000:note/a");
        assertThat(why.body()).contains("\"policyType\":\"identity\"").contains("\"missingAllow\"");
        HttpResponse<String> allowed = cloud.notes("alice", "PutNote", "{\"Name\":\"a\",\"Text\":\"t\"}");
        String yes = cloud.admin("GET", "/_nephele/decisions/" + TestCloud.requestId(allowed), "")
                .body();
        assertThat(values(yes, "decision")).containsExactly("Allowed", "Allowed");
        assertThat(values(yes, "statement").getFirst()).isEqualTo("Puts");
    }

    @Test
    void explainsWithThePoliciesOfThatInstant() {
        cloud.directory.user("bob", ALLOW_PUT);
        String id = TestCloud.requestId(cloud.notes("bob", "PutNote", "{\"Name\":\"b\",\"Text\":\"t\"}"));
        cloud.directory.policies("bob");
        String why = cloud.admin("GET", "/_nephele/decisions/" + id, "").body();
        assertThat(values(why, "decision")).containsExactly("Allowed", "Allowed");
        assertThat(why).doesNotContain("recomputed");
    }

    @Test
    void knowsNoIdsThatItHasNotGiven() {
        assertThat(cloud.admin("GET", "/_nephele/decisions/5a0b9a6e-4d3c-4a6b-8f1e-000000000000", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(cloud.admin("GET", "/_nephele/decisions/nonsense", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void explainsWhyACallerIsNotKnown() {
        String id = TestCloud.requestId(cloud.sts("test", "wrong", "GetCallerIdentity"));
        String why = cloud.admin("GET", "/_nephele/decisions/" + id, "").body();
        assertThat(values(why, "decision")).containsExactly("NotDecided");
        assertThat(values(why, "error")).containsExactly("SignatureDoesNotMatch");
        assertThat(values(why, "accessKeyId")).containsExactly("test");
    }

    @Test
    void listsRefusalsNewestFirst() {
        try (TestCloud own = TestCloud.start()) {
            own.directory.user("alice", ALLOW_PUT);
            String denied = TestCloud.requestId(own.notes("alice", "GetNote", "{\"Name\":\"a\"}"));
            String stranger = TestCloud.requestId(own.sts("nobody", "test", "GetCallerIdentity"));
            own.notes("alice", "PutNote", "{\"Name\":\"a\",\"Text\":\"t\"}");
            own.notes(ROOT_JSON, "GetNote", "{\"Name\":\"much too long\"}");
            String refused =
                    own.admin("GET", "/_nephele/decisions?refused=true", "").body();
            assertThat(values(refused, "requestId")).containsExactly(stranger, denied);
            String newest = own.admin("GET", "/_nephele/decisions?refused=true&limit=1", "")
                    .body();
            assertThat(values(newest, "requestId")).containsExactly(stranger);
            String before = own.admin(
                            "GET",
                            "/_nephele/decisions?refused=true&after="
                                    + values(newest, "next").getLast(),
                            "")
                    .body();
            assertThat(values(before, "requestId")).containsExactly(denied);
            String alices = own.admin(
                            "GET",
                            "/_nephele/events?principal=arn%3Aaws%3Aiam%3A%3A000000000000%3Auser%2Falice&decision=Allowed",
                            "")
                    .body();
            assertThat(values(alices, "operation")).containsExactly("PutNote");
            for (String wrong : List.of("order=up", "decision=no", "refused=1", "name=x", "limit=0", "after=x")) {
                assertThat(own.admin("GET", "/_nephele/events?" + wrong, "").statusCode())
                        .as(wrong)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void listsEveryCallAsOneEventInPages() {
        try (TestCloud own = TestCloud.start()) {
            own.directory.user("alice", ALLOW_PUT);
            own.notes("alice", "PutNote", "{\"Name\":\"a\",\"Text\":\"t\"}");
            own.notes("alice", "GetNote", "{\"Name\":\"a\"}");
            own.sts("nobody", "test", "GetCallerIdentity");
            own.sts("test", "test", "AssumeRole");
            own.notes(ROOT_JSON, "GetNote", "{\"Name\":\"much too long\"}");
            own.notes("alice", "Nothing", "{}");
            String first = own.admin("GET", "/_nephele/events?limit=4", "").body();
            String next = values(first, "next").getLast();
            String second = own.admin("GET", "/_nephele/events?limit=4&after=" + next, "")
                    .body();
            assertThat(values(first, "operation"))
                    .containsExactly("PutNote", "GetNote", "GetCallerIdentity", "AssumeRole");
            assertThat(values(second, "operation")).containsExactly("GetNote", "");
            assertThat(values(first, "status")).containsExactly("200", "400", "403", "501");
            assertThat(values(first, "error"))
                    .containsExactly("", "AccessDeniedException", "InvalidClientTokenId", "NotImplemented");
            assertThat(values(second, "error")).containsExactly("ValidationException", "UnknownOperationException");
            assertThat(values(first, "accessKeyId")).containsExactly("AKIAALICE", "AKIAALICE", "nobody", "test");
            assertThat(values(first, "sourceIp")).containsOnly("127.0.0.1");
            String last = own.admin(
                            "GET",
                            "/_nephele/events?after=" + values(second, "next").getLast(),
                            "")
                    .body();
            assertThat(values(last, "operation")).isEmpty();
            assertThat(values(last, "next"))
                    .containsExactly(values(second, "next").getLast());
        }
    }

    @Test
    void recordsBothCallsWhenOneServiceCallsAnother() {
        try (TestCloud own = TestCloud.start()) {
            own.directory.user(
                    "kate",
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"notes:*\",\"Resource\":\"*\"}]}");
            own.notes("kate", "PutNote", "{\"Name\":\"k\",\"Text\":\"deep\"}");
            own.notes("kate", "RelayNote", "{\"Name\":\"k\",\"Text\":\"me\"}");
            String events = own.admin("GET", "/_nephele/events", "").body();
            assertThat(values(events, "operation")).containsExactly("PutNote", "GetNote", "RelayNote");
            assertThat(values(events, "requestId")).doesNotHaveDuplicates();
        }
    }

    @Test
    void measuresCalls() {
        cloud.sts("test", "test", "GetCallerIdentity");
        cloud.admin("GET", "/_nephele/events", "");
        assertThat(cloud.send("GET", "/_nephele/metrics", Map.of(), "").body())
                .contains(
                        "nephele_calls_seconds_count{decision=\"Allowed\",operation=\"GetCallerIdentity\",service=\"sts\",status=\"2xx\"}")
                .contains("nephele_record_backlog");
    }

    @Test
    void resetsForTheAdministratorOnly() {
        try (TestCloud own = TestCloud.start()) {
            assertThat(own.send("POST", "/_nephele/reset", Map.of(), "").statusCode())
                    .isEqualTo(403);
            assertThat(own.send("POST", "/moto-api/reset", Map.of(), "").statusCode())
                    .isEqualTo(404);
            assertThat(own.admin("POST", "/_nephele/reset", "").statusCode()).isEqualTo(200);
            assertThat(own.resets).hasValue(1);
            assertThat(own.sts("test", "test", "GetCallerIdentity").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void resetsForAnybodyWhenOpen() {
        try (TestCloud own = TestCloud.open()) {
            assertThat(own.send("POST", "/_nephele/reset", Map.of(), "").statusCode())
                    .isEqualTo(200);
            assertThat(own.send("POST", "/moto-api/reset", Map.of(), "").statusCode())
                    .isEqualTo(200);
            assertThat(own.resets).hasValue(2);
            assertThat(own.send("GET", "/_nephele/clock", Map.of(), "").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void neverResetsForAWebPageOfAnotherOrigin() throws IOException {
        try (TestCloud own = TestCloud.open()) {
            String host = "localhost:" + own.port();
            assertThat(reset(own, host, "Origin: https://evil.example\r\n")).startsWith("HTTP/1.1 403");
            assertThat(reset(own, host, "Origin: null\r\n")).startsWith("HTTP/1.1 403");
            assertThat(reset(own, "evil.example:4566", "Origin: http://evil.example:4566\r\n"))
                    .startsWith("HTTP/1.1 403");
            assertThat(reset(own, "evil.example:4566", "")).startsWith("HTTP/1.1 403");
            assertThat(own.resets).hasValue(0);
            assertThat(reset(own, host, "Origin: http://" + host + "\r\n")).startsWith("HTTP/1.1 200");
            assertThat(reset(own, "[::1]:4566", "")).startsWith("HTTP/1.1 200");
            assertThat(reset(own, "evil.example", "Authorization: Bearer " + TestCloud.TOKEN + "\r\n"))
                    .startsWith("HTTP/1.1 200");
            assertThat(own.resets).hasValue(3);
        }
    }

    private static String reset(TestCloud cloud, String host, String headers) throws IOException {
        return RawClient.send(
                cloud.port(),
                "POST /moto-api/reset HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\nConnection: close\r\n"
                        + headers + "\r\n");
    }

    @Test
    void takesTwelveDigitsForTheRootUserWhenAsked() {
        try (TestCloud own = TestCloud.open()) {
            assertThat(own.sts("444455556666", "test", "GetCallerIdentity").body())
                    .contains("arn:aws:iam::444455556666:root");
            assertThat(own.sts("444455556666", "wrong", "GetCallerIdentity").statusCode())
                    .isEqualTo(403);
        }
        assertThat(cloud.sts("444455556666", "test", "GetCallerIdentity").statusCode())
                .isEqualTo(403);
    }

    @Test
    void believesTrustedProxiesAboutTheClient() {
        try (TestCloud own = TestCloud.open()) {
            own.send(
                    "GET",
                    "/?Action=GetCallerIdentity&Version=2011-06-15",
                    Map.of("X-Forwarded-For", "6.6.6.6, 203.0.113.9, 127.0.0.2"),
                    "");
            assertThat(values(own.admin("GET", "/_nephele/events", "").body(), "sourceIp"))
                    .containsExactly("203.0.113.9");
        }
        cloud.send(
                "GET", "/?Action=GetCallerIdentity&Version=2011-06-15", Map.of("X-Forwarded-For", "203.0.113.9"), "");
        assertThat(values(cloud.admin("GET", "/_nephele/events?limit=1000", "").body(), "sourceIp"))
                .containsOnly("127.0.0.1");
    }

    @Test
    void keepsSnapshotsByName() {
        assertThat(cloud.admin("POST", "/_nephele/snapshots", "{\"name\":\"one\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(cloud.admin("POST", "/_nephele/snapshots", "{\"name\":\"one\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(cloud.admin("POST", "/_nephele/snapshots", "{\"name\":\"../one\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(values(cloud.admin("GET", "/_nephele/snapshots", "").body(), "name"))
                .containsExactly("one");
        assertThat(cloud.admin("POST", "/_nephele/snapshots/one/restore", "").statusCode())
                .isEqualTo(200);
        assertThat(cloud.admin("POST", "/_nephele/snapshots/two/restore", "").statusCode())
                .isEqualTo(404);
        assertThat(cloud.admin("DELETE", "/_nephele/snapshots/one", "").statusCode())
                .isEqualTo(200);
        assertThat(cloud.admin("DELETE", "/_nephele/snapshots/one", "").statusCode())
                .isEqualTo(404);
        assertThat(cloud.admin("POST", "/_nephele/fork", "{\"to\":\"/tmp/x\"}").statusCode())
                .isEqualTo(501);
        assertThat(cloud.admin("POST", "/_nephele/fork", "{\"to\":\"relative\"}")
                        .statusCode())
                .isEqualTo(400);
    }
}
