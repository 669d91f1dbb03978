package dev.nephele.app.cli;

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
import java.util.Map;

/** Makes a standalone account with a root credential. */
final class AccountCreateCommand implements Command {
    @Override
    public String name() {
        return "account create";
    }

    @Override
    public String summary() {
        return "Make a standalone account with a root credential of its own, and print both as JSON.";
    }

    @Override
    public String operands() {
        return "[ID]";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.PORT, Option.DATA);
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        List<String> words = settings.operands();
        if (words.size() > 1 || !words.isEmpty() && !words.getFirst().matches("[0-9]{12}")) {
            throw Failure.wrongUse("an account id has twelve digits");
        }
        String body = words.isEmpty() ? "{}" : Json.object(Map.of("id", words.getFirst()));
        AdminClient admin = new CloudFinder(settings).admin();
        terminal.out().println(admin.post("/_nephele/accounts", body).good());
        return 0;
    }
}
