package dev.nephele.app.cli;

import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import java.util.List;

/** A command that the launcher script does itself, because it builds or needs the sources. */
record Elsewhere(String name, String summary) implements Command {
    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws Failure {
        throw Failure.wrongUse("run it through the launcher script in the project's root: ./nephele " + name);
    }
}
