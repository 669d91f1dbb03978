package dev.nephele.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
    private static String rendered(String json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExplainCommand.print(Json.parse(json), new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void namesStatementPolicyAndLevelOfADenial() throws IOException {
        assertThat(rendered("""
                {"requestId":"r-1","time":"2026-01-02T03:04:05Z","principal":"arn:aws:iam::000000000000:user/alice",
                 "decision":"ExplicitlyDenied","pairs":[{"action":"s3:GetObject","resource":"arn:aws:s3:::ledger/a",
                 "decision":"ExplicitlyDenied","reason":{"policyType":"resource","policyArn":"arn:aws:s3:::ledger",
                 "statement":"NotFromHere","level":null,"missingAllow":null,"keys":["aws:SourceIp"]},"trace":[]}]}
                """))
                .contains("principal  arn:aws:iam::000000000000:user/alice")
                .contains("because   statement NotFromHere of resource arn:aws:s3:::ledger")
                .contains("keys      aws:SourceIp")
                .doesNotContain("missing");
    }

    @Test
    void namesTheMissingAllow() throws IOException {
        assertThat(rendered("""
                {"requestId":"r-1","time":"t","principal":"p","decision":"ImplicitlyDenied","pairs":[
                 {"action":"s3:PutObject","resource":"arn:aws:s3:::ledger/a","decision":"ImplicitlyDenied",
                 "reason":{"policyType":"identity","missingAllow":"identity","keys":[]},"trace":["one step"]}]}
                """))
                .contains("missing   an allow in identity")
                .contains("    one step")
                .doesNotContain("keys");
    }
}
