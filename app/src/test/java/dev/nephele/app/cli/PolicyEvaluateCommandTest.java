package dev.nephele.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.app.command.Json;
import dev.nephele.app.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyEvaluateCommandTest {
    private static final String READER = "{'Version':'2012-10-17','Statement':[{'Sid':'Read','Effect':'Allow',"
            + "'Action':'s3:GetObject','Resource':'arn:aws:s3:::b/reports/*'}]}";

    private static String question(String id, String action, String members) {
        return ("{'id':'" + id + "','principal':'arn:aws:iam::111122223333:user/alice','action':'" + action
                        + "','resource':'arn:aws:s3:::b/reports/1','resourceAccount':'111122223333'," + members + "}\n")
                .replace('\'', '"');
    }

    private static Script evaluate(String in, String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "policy";
        words[1] = "evaluate";
        System.arraycopy(options, 0, words, 2, options.length);
        return Script.reading(in, Map.of(), words);
    }

    @Test
    void answersEachLineInOrder() throws IOException {
        String in = question("a", "s3:GetObject", "'identityPolicies':[" + READER + "]")
                + question("b", "s3:PutObject", "'identityPolicies':[" + READER + "]")
                + question(
                        "c",
                        "s3:GetObject",
                        "'identityPolicies':[" + READER + "],'serviceControlPolicies':[{'level':'r','policies':[]}]")
                + question(
                        "d",
                        "s3:GetObject",
                        "'identityPolicies':[" + READER + "],'resourcePolicy':{'Statement':{'Effect':'Deny',"
                                + "'Principal':'*','Action':'*','Resource':'*'}}");
        Script script = evaluate(in, "--trace", "none");
        assertThat(script.code()).isZero();
        assertThat(script.out().lines())
                .containsExactly(
                        "{\"id\":\"a\",\"decision\":\"Allowed\"}",
                        "{\"id\":\"b\",\"decision\":\"ImplicitlyDenied\"}",
                        "{\"id\":\"c\",\"decision\":\"ImplicitlyDenied\"}",
                        "{\"id\":\"d\",\"decision\":\"ExplicitlyDenied\"}");
    }

    @Test
    void answersATypedQuestion(@TempDir Path directory) throws IOException {
        Path policy = directory.resolve("reader.json");
        Files.writeString(policy, READER.replace('\'', '"'));
        String[] question = {
            "--principal",
            "arn:aws:iam::111122223333:user/alice",
            "--action",
            "s3:GetObject",
            "--resource",
            "arn:aws:s3:::b/reports/1",
            "--policy",
            policy.toString()
        };
        Script allowed = evaluate("", question);
        assertThat(allowed.code()).isZero();
        assertThat(allowed.out()).contains("verdict     ALLOWED").contains("statement   Read");
        question[5] = "arn:aws:s3:::b/private";
        Script denied = evaluate("", question);
        assertThat(denied.code()).isEqualTo(1);
        assertThat(denied.out())
                .contains("verdict     DENIED since nothing allows it")
                .contains("to allow    an Allow of");
    }

    @Test
    void namesTheActionThatWasMeant() throws IOException {
        for (String[] one : new String[][] {
            {"s3:GetObjct", "s3:GetObject"},
            {"sqs:RecieveMessage", "sqs:ReceiveMessage"},
            {"s33:PutObject", "s3:PutObject"}
        }) {
            Script script = evaluate("", "--principal", "arn:aws:iam::111122223333:user/alice", "--action", one[0]);
            assertThat(script.code()).isEqualTo(2);
            assertThat(script.err()).contains("did you mean " + one[1] + "?");
        }
    }

    @Test
    void answersBadLineWithAnErrorAndGoesOn() throws IOException {
        String good = question("z", "s3:GetObject", "'identityPolicies':[" + READER + "]");
        Script script = evaluate("{\"id\":7,\"principal\":\n" + good, "--trace", "none");
        List<String> lines = script.out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(Json.parse(lines.get(0)).at("id").text()).isEqualTo("7");
        assertThat(Json.parse(lines.get(0)).at("error").text()).isNotEmpty();
        assertThat(Json.parse(lines.get(1)).at("decision").text()).isEqualTo("Allowed");
    }

    @Test
    void namesTheDecidingStatementUnlessToldNotTo() throws IOException {
        String in = question("a", "s3:GetObject", "'identityPolicies':[" + READER + "]");
        Json answer = Json.parse(evaluate(in).out());
        assertThat(answer.at("trace").at("reason").at("statement").text()).isEqualTo("Read");
    }

    @Test
    void fullTraceShowsAlsoWhatDidNotMatch() throws IOException {
        String in = question("a", "s3:PutObject", "'identityPolicies':[" + READER + "]");
        assertThat(statements(in, "short")).isEmpty();
        assertThat(statements(in, "full")).hasSize(1);
    }

    private static List<Json> statements(String in, String detail) throws IOException {
        Json answer = Json.parse(evaluate(in, "--trace", detail).out());
        return answer.at("trace")
                .at("policies")
                .items()
                .getFirst()
                .at("statements")
                .items();
    }

    @Test
    void refusesUnknownDetail() {
        Script script = evaluate("", "--trace", "some");
        assertThat(script.code()).isEqualTo(2);
        assertThat(script.err()).contains("none, short or full");
    }

    @Test
    void endsWhenNobodyReadsItsAnswers() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("closed");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        byte[] in = question("a", "s3:GetObject", "'identityPolicies':[]").getBytes(StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(in),
                new PrintStream(closed, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        int code = new CommandLineInterface(Map.of()).run(new String[] {"policy", "evaluate"}, terminal);
        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nobody reads");
    }
}
