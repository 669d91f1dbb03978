package dev.nephele.app.cli;

import dev.nephele.app.data.CloudIndex;
import java.io.IOException;
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
        return "Say whether the cloud runs: its process, endpoint and directory. Exit code 3 if it does not, 1 if it is not well.";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.PORT, Option.DATA);
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        Optional<CloudIndex.Entry> found = new CloudFinder(settings).find();
        if (found.isEmpty()) {
            terminal.out().println("not running");
            return Failure.NOT_RUNNING;
        }
        CloudIndex.Entry cloud = found.get();
        terminal.out().println("running");
        terminal.out().println("pid: " + cloud.process().pid());
        terminal.out().println("endpoint: " + cloud.endpoint());
        terminal.out().println("data: " + cloud.data().path());
        AdminClient.Answer health = new AdminClient(cloud.endpoint(), "").get("/_nephele/health");
        if (health.status() != 200) {
            terminal.out()
                    .println("health: " + Json.parse(health.body()).at("status").text());
            terminal.out()
                    .println("reason: " + Json.parse(health.body()).at("reason").text());
            return Failure.FAILED;
        }
        terminal.out().println("health: ok");
        return 0;
    }
}
