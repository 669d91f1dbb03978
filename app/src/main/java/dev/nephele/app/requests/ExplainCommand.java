package dev.nephele.app.requests;

import dev.nephele.app.command.AdminClient;
import dev.nephele.app.command.CloudFinder;
import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Json;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import java.io.IOException;
import java.util.List;

/** Shows why a call was allowed or refused. */
public final class ExplainCommand implements Command {
    private static final Option FULL = Option.toggle("--full", "Show every statement that was looked at.");

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "Show why the call with this request id was allowed or refused: which statement of which policy."
                + " Without an id: the last call that was refused.";
    }

    @Override
    public String operands() {
        return "[REQUEST_ID]";
    }

    @Override
    public List<Option> options() {
        return List.of(FULL, Option.JSON, Option.PORT, Option.DATA);
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        List<String> words = settings.operands();
        if (words.size() > 1 || !words.isEmpty() && !words.getFirst().matches("[A-Za-z0-9_-]{1,128}")) {
            throw Failure.wrongUse("explain takes one request id, as x-amzn-RequestId or x-amz-request-id has it");
        }
        AdminClient admin = CloudFinder.asClients(settings).admin();
        String id = words.isEmpty() ? lastRefusal(admin) : words.getFirst();
        AdminClient.Answer answer = admin.get("/_nephele/decisions/" + id);
        if (answer.status() == 404) {
            throw Failure.failed("no decision is kept for request " + id);
        }
        String body = answer.good();
        if (settings.toggle(Option.JSON)) {
            terminal.out().println(body);
        } else {
            new Explanation(Json.parse(body), terminal.out(), settings.toggle(FULL)).print();
        }
        return 0;
    }

    private static String lastRefusal(AdminClient admin) throws IOException, Failure {
        List<Json> refused = Json.parse(
                        admin.get("/_nephele/decisions?refused=true&limit=1").good())
                .at("events")
                .items();
        if (refused.isEmpty()) {
            throw Failure.failed("no call that was refused is on record");
        }
        return refused.getFirst().at("requestId").text();
    }
}
