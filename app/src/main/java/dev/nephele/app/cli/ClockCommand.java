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

/** Reads and moves the cloud's clock. */
final class ClockCommand implements Command {
    @Override
    public String name() {
        return "clock";
    }

    @Override
    public String summary() {
        return "Show the cloud's time, or move it: advance 2h (1d12h, P91D), set 2026-12-01T00:00:00Z, freeze, thaw."
                + " Time never goes back.";
    }

    @Override
    public String operands() {
        return "[advance DURATION | set TIME | freeze | thaw]";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.JSON, Option.PORT, Option.DATA);
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        List<String> words = settings.operands();
        String verb = words.isEmpty() ? "show" : words.getFirst();
        int wanted = verb.equals("advance") || verb.equals("set") ? 2 : words.isEmpty() ? 0 : 1;
        if (words.size() != wanted) {
            throw Failure.wrongUse("use: nephele clock " + operands());
        }
        String change = switch (verb) {
            case "show" -> "";
            case "advance" -> Json.object(Map.of(verb, Spans.parse(words.get(1))));
            case "set" -> Json.object(Map.of(verb, words.get(1)));
            case "freeze" -> "{\"freeze\":true}";
            case "thaw" -> "{\"freeze\":false}";
            default -> throw Failure.wrongUse("use: nephele clock " + operands());
        };
        AdminClient admin = new CloudFinder(settings).admin();
        String body = (change.isEmpty() ? admin.get("/_nephele/clock") : admin.post("/_nephele/clock", change)).good();
        if (settings.toggle(Option.JSON)) {
            terminal.out().println(body);
        } else {
            Json clock = Json.parse(body);
            terminal.out().println("now: " + clock.at("now").text());
            terminal.out().println("offset: " + Spans.text(clock.at("offset").text()));
            terminal.out().println("frozen: " + clock.at("frozen").text());
        }
        return 0;
    }
}
