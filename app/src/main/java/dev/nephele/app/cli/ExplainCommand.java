package dev.nephele.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Shows why a call was allowed or refused. */
final class ExplainCommand implements Command {
    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "Show why the call with this request id was allowed or refused: which statement of which policy.";
    }

    @Override
    public String operands() {
        return "REQUEST_ID";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.JSON, Option.PORT, Option.DATA);
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        List<String> words = settings.operands();
        if (words.size() != 1 || !words.getFirst().matches("[A-Za-z0-9_-]{1,128}")) {
            throw Failure.wrongUse("explain takes one request id, as x-amzn-RequestId or x-amz-request-id has it");
        }
        AdminClient.Answer answer = new CloudFinder(settings).admin().get("/_nephele/decisions/" + words.getFirst());
        if (answer.status() == 404) {
            throw Failure.failed("no decision is kept for request " + words.getFirst());
        }
        String body = answer.good();
        if (settings.toggle(Option.JSON)) {
            terminal.out().println(body);
        } else {
            print(Json.parse(body), terminal.out());
        }
        return 0;
    }

    static void print(Json decision, PrintStream out) {
        out.println("request    " + decision.at("requestId").text());
        out.println("time       " + decision.at("time").text());
        out.println("principal  " + principal(decision.at("principal")));
        out.println("decision   " + decision.at("decision").text());
        for (Json pair : decision.at("pairs").items()) {
            out.println();
            out.println("  action    " + pair.at("action").text());
            out.println("  resource  " + pair.at("resource").text());
            out.println("  decision  " + pair.at("decision").text());
            reason(pair.at("reason"), out);
            for (Json step : pair.at("trace").items()) {
                out.println("    " + line(step));
            }
        }
    }

    private static String principal(Json principal) {
        return principal instanceof Json.Members ? line(principal) : principal.text();
    }

    private static void reason(Json reason, PrintStream out) {
        if (reason.isNull()) {
            return;
        }
        StringBuilder because = new StringBuilder("  because   ");
        if (!reason.at("statement").text().isEmpty()) {
            because.append("statement ").append(reason.at("statement").text()).append(" of ");
        }
        because.append(reason.at("policyType").text());
        if (!reason.at("policyArn").text().isEmpty()) {
            because.append(' ').append(reason.at("policyArn").text());
        }
        if (!reason.at("level").text().isEmpty()) {
            because.append(" at ").append(reason.at("level").text());
        }
        out.println(because);
        Json missing = reason.at("missingAllow");
        if (!missing.isNull() && !missing.text().equals("false")) {
            out.println("  missing   an allow in " + (missing.text().equals("true") ? "any policy" : line(missing)));
        }
        if (!reason.at("keys").isNull() && !line(reason.at("keys")).isEmpty()) {
            out.println("  keys      " + line(reason.at("keys")));
        }
    }

    /** A value on one line. */
    private static String line(Json value) {
        return switch (value) {
            case Json.Scalar scalar -> scalar.text();
            case Json.Null none -> "-";
            case Json.Items items ->
                items.values().stream()
                        .map(ExplainCommand::line)
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("");
            case Json.Members members ->
                members.values().entrySet().stream()
                        .filter(member -> !member.getValue().isNull())
                        .map(member -> member.getKey() + ' ' + line(member.getValue()))
                        .reduce((a, b) -> a + "; " + b)
                        .orElse("");
        };
    }
}
