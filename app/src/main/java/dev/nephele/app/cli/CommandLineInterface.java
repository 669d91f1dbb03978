package dev.nephele.app.cli;

import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands of {@code nephele}, found by their words. */
public final class CommandLineInterface {
    private final Map<String, String> environment;

    /** An interface that reads options which are not typed from these environment variables. */
    public CommandLineInterface(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Runs the command that the words name, and returns its exit code. */
    public int run(String[] words, Terminal terminal) {
        if (words.length == 0 || words[0].equals("--help") || words[0].equals("-h") || words[0].equals("help")) {
            terminal.out().print(Usage.overview(Commands.ALL));
            return 0;
        }
        if (words[0].equals("--version") || words[0].equals("-V")) {
            return run(new VersionCommand(), new String[0], terminal);
        }
        Optional<Command> command = Commands.named(words);
        if (command.isEmpty()) {
            List<Command> group = Commands.group(words[0]);
            boolean asked = words.length > 1 && (words[1].equals("--help") || words[1].equals("-h"));
            if (group.isEmpty()) {
                terminal.err().println("nephele: there is no command '" + words[0] + "'; see nephele --help");
                return Failure.WRONG_USE;
            }
            (asked ? terminal.out() : terminal.err()).print(Usage.overview(group));
            return asked ? 0 : Failure.WRONG_USE;
        }
        int length = command.get().name().split(" ").length;
        return run(command.get(), Arrays.copyOfRange(words, length, words.length), terminal);
    }

    private int run(Command command, String[] words, Terminal terminal) {
        Words typed;
        try {
            typed = Words.read(command, words);
        } catch (Failure wrong) {
            terminal.err().println("nephele " + command.name() + ": " + wrong.text());
            terminal.err().println("see nephele " + command.name() + " --help");
            return wrong.exitCode();
        }
        try {
            if (typed.askForHelp()) {
                terminal.out().print(Usage.of(command));
                return 0;
            }
            return command.run(new Settings(typed.options(), typed.operands(), environment), terminal);
        } catch (Failure failure) {
            terminal.err().println("nephele " + command.name() + ": " + failure.text());
            return failure.exitCode();
        } catch (IOException broken) {
            terminal.err().println("nephele " + command.name() + ": " + Reasons.of(broken));
            return Failure.FAILED;
        }
    }
}
