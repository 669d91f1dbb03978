package dev.nephele.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.app.command.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static String rendered(String json, boolean full) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Explanation(Json.parse(json), new PrintStream(out, true, StandardCharsets.UTF_8), full).print();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static final String DENIED = """
            {"requestId":"r-1","time":"2026-01-02T03:04:05Z","service":"s3","operation":"GetObject","region":"us-east-1",
             "principal":"arn:aws:iam::000000000000:user/alice","accessKeyId":"AKIAALICE","sourceIp":"10.0.0.1",
             "decision":"ExplicitlyDenied","status":403,"error":"AccessDenied","pairs":[{"action":"s3:GetObject",
             "resource":"arn:aws:s3:::ledger/a","decision":"ExplicitlyDenied","reason":{"policyType":"resource",
             "policyArn":"arn:aws:s3:::ledger","statement":"NotFromHere","keys":[]},"trace":[
             {"policyType":"identity","policy":"mine","outcome":"silent","statements":[
              {"statement":"1","effect":"Allow","matched":false,"failed":"action"}]},
             {"policyType":"resource","policy":"bucket policy","policyArn":"arn:aws:s3:::ledger","outcome":"denies",
              "statements":[{"statement":"NotFromHere","effect":"Deny","matched":true,"conditions":[
               {"operator":"IpAddress","key":"aws:SourceIp","values":["10.0.0.0/8"],"actual":["10.0.0.1"],
                "holds":true}]}]}]}]}
            """;

    @Test
    void namesWhoWhatAndTheStatementThatDenied() throws IOException {
        assertThat(rendered(DENIED, false)).isEqualTo("""
                DENIED by a statement  s3:GetObject
                  who         arn:aws:iam::000000000000:user/alice
                  key         AKIAALICE
                  from        10.0.0.1
                  when        2026-01-02T03:04:05Z
                  request     r-1
                  answer      403 AccessDenied

                  what        s3:GetObject
                  on what     arn:aws:s3:::ledger/a
                  verdict     DENIED by a statement
                  decided by  the resource's policy arn:aws:s3:::ledger
                  statement   NotFromHere
                  to allow    that Deny must not match: it does because IpAddress aws:SourceIp [10.0.0.0/8] holds, the request has [10.0.0.1]
                    resource arn:aws:s3:::ledger: denies
                      Deny statement NotFromHere: matches
                        IpAddress aws:SourceIp [10.0.0.0/8] holds, the request has [10.0.0.1]
                """);
        assertThat(rendered(DENIED, true)).contains("Allow statement 1: its action does not match");
    }

    @Test
    void namesWhatWouldHaveAllowedIt() throws IOException {
        assertThat(rendered("""
                {"requestId":"r-1","time":"t","principal":"p","decision":"ImplicitlyDenied","pairs":[
                 {"action":"s3:PutObject","resource":"arn:aws:s3:::ledger/a","decision":"ImplicitlyDenied",
                 "reason":{"policyType":"identity","missingAllow":"no identity-based policy allows it",
                 "keys":["aws:SourceIp"]},"trace":[]}]}
                """, false))
                .contains("decided by  identity-based policies\n")
                .contains("missing     no identity-based policy allows it\n")
                .contains(
                        "to allow    an Allow of s3:PutObject on arn:aws:s3:::ledger/a there; or one whose condition on"
                                + " aws:SourceIp holds\n");
    }

    @Test
    void saysWhyNoPolicyWasLookedAt() throws IOException {
        for (String[] one : new String[][] {
            {"SignatureDoesNotMatch", "the signature is not that of access key AKIAX"},
            {"UnrecognizedClientException", "access key AKIAX is not one of this cloud"},
            {"ExpiredToken", "has expired by the cloud's clock"},
            {"ValidationException", "refused with ValidationException when it was read"}
        }) {
            assertThat(rendered(
                            "{\"requestId\":\"r\",\"time\":\"t\",\"principal\":\"\",\"accessKeyId\":\"AKIAX\","
                                    + "\"decision\":\"NotDecided\",\"status\":403,\"error\":\"" + one[0]
                                    + "\",\"pairs\":[]}",
                            false))
                    .startsWith("REFUSED before any policy was looked at")
                    .contains(one[1]);
        }
    }
}
