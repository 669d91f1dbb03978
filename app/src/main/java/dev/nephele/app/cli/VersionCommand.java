package dev.nephele.app.cli;

import dev.nephele.app.command.Command;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import dev.nephele.app.data.Version;
import java.util.List;

/** Says which version this is. */
final class VersionCommand implements Command {
    @Override
    public String name() {
        return "version";
    }

    @Override
    public String summary() {
        return "Print the version.";
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public int run(Settings settings, Terminal terminal) {
        terminal.out().println("nephele " + Version.text());
        return 0;
    }
}
