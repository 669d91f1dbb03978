package dev.nephele.app.cli;

import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

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
        CommandSpec spec = specification(command);
        try {
            ParseResult parsed = new CommandLine(spec).parseArgs(words);
            if (parsed.isUsageHelpRequested()) {
                terminal.out().print(Usage.of(command));
                return 0;
            }
            return command.run(settings(command, parsed), terminal);
        } catch (ParameterException wrong) {
            terminal.err().println("nephele " + command.name() + ": " + wrong.getMessage());
            terminal.err().println("see nephele " + command.name() + " --help");
            return Failure.WRONG_USE;
        } catch (Failure failure) {
            terminal.err().println("nephele " + command.name() + ": " + failure.text());
            return failure.exitCode();
        } catch (IOException broken) {
            terminal.err().println("nephele " + command.name() + ": " + Reasons.of(broken));
            return Failure.FAILED;
        }
    }

    private static CommandSpec specification(Command command) {
        CommandSpec spec = CommandSpec.create().name("nephele " + command.name());
        if (command.passesOn()) {
            spec.parser().stopAtPositional(true).stopAtUnmatched(true).unmatchedOptionsArePositionalParams(true);
        }
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .arity("0")
                .type(boolean.class)
                .build());
        for (Option option : command.options()) {
            OptionSpec.Builder builder = OptionSpec.builder(option.names().toArray(String[]::new));
            if (option.isToggle()) {
                builder.arity("0").type(boolean.class);
            } else if (option.many()) {
                builder.arity("1..*").type(List.class).auxiliaryTypes(String.class);
            } else {
                builder.arity("1").type(String.class);
            }
            spec.addOption(builder.build());
        }
        if (!command.operands().isEmpty()) {
            spec.addPositional(PositionalParamSpec.builder()
                    .paramLabel(command.operands())
                    .arity("0..*")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .build());
        }
        return spec;
    }

    private Settings settings(Command command, ParseResult parsed) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        for (Option option : command.options()) {
            if (parsed.hasMatchedOption(option.name())) {
                typed.put(option.name(), texts(parsed.matchedOptionValue(option.name(), (Object) "true")));
            }
        }
        List<String> operands = new ArrayList<>();
        for (PositionalParamSpec operand : parsed.matchedPositionals()) {
            operands.addAll(texts(operand.getValue()));
        }
        return new Settings(typed, operands, environment);
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(value.toString());
    }
}
