package dev.nephele.app.cli;

import dev.nephele.app.command.AdminClient;
import dev.nephele.app.command.CloudFinder;
import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Json;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import dev.nephele.app.data.Running;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Says whether a cloud runs, and where. */
final class StatusCommand implements Command {
    @Override
    public String name() {
        return "status";
    }

    @Override
    public String summary() {
        return "Say whether the cloud runs: its process, endpoint and directory; and which others do. Exit code 3 if it does"
                + " not, 1 if it is not well.";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.PORT, Option.DATA);
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        CloudFinder finder = new CloudFinder(settings);
        Optional<Running> found = finder.find();
        int code = found.isPresent() ? print(found.get(), terminal.out()) : Failure.NOT_RUNNING;
        if (found.isEmpty()) {
            terminal.out().println("not running");
        }
        finder.others().forEach(other -> terminal.out().println("other: " + other.text()));
        return code;
    }

    private static int print(Running cloud, PrintStream out) throws IOException {
        out.println(cloud.endpoint().isPresent() ? "running" : "starting");
        out.println("pid: " + cloud.process().pid());
        cloud.endpoint().ifPresent(endpoint -> out.println("endpoint: " + endpoint));
        out.println("data: " + cloud.data().path());
        if (cloud.endpoint().isEmpty()) {
            return Failure.FAILED;
        }
        AdminClient.Answer health = new AdminClient(cloud.endpoint().get(), "").get("/_nephele/health");
        if (health.status() != 200) {
            out.println("health: " + Json.parse(health.body()).at("status").text());
            out.println("reason: " + Json.parse(health.body()).at("reason").text());
            return Failure.FAILED;
        }
        out.println("health: ok");
        return 0;
    }
}
