package dev.nephele.app.cli;

import dev.nephele.app.client.AwsCommand;
import dev.nephele.app.client.EnvCommand;
import dev.nephele.app.command.Command;
import dev.nephele.app.policy.PolicyEvaluateCommand;
import dev.nephele.app.requests.ExplainCommand;
import dev.nephele.app.requests.LogCommand;
import java.util.List;
import java.util.Optional;

/** Every command, in the order in which the overview shows them. */
final class Commands {
    static final List<Command> ALL = List.of(
            new StartCommand(),
            new StopCommand(),
            new StatusCommand(),
            new EnvCommand(),
            new AwsCommand(),
            new Elsewhere("test", "Run every test of the project; the last line counts them."),
            new Elsewhere("bench", "Measure the project and print a table."),
            new ExplainCommand(),
            new LogCommand(),
            new ClockCommand(),
            new AccountCreateCommand(),
            new SnapshotCommand(SnapshotCommand.Verb.CREATE),
            new SnapshotCommand(SnapshotCommand.Verb.RESTORE),
            new SnapshotCommand(SnapshotCommand.Verb.LIST),
            new SnapshotCommand(SnapshotCommand.Verb.DELETE),
            new ForkCommand(),
            new RootKeyRotateCommand(),
            new PolicyEvaluateCommand(),
            new VersionCommand());

    private Commands() {}

    /** The command whose words these begin with. */
    static Optional<Command> named(String[] words) {
        String one = words[0];
        String two = words.length > 1 ? one + ' ' + words[1] : one;
        return ALL.stream()
                .filter(command -> command.name().equals(two) || command.name().equals(one))
                .findFirst();
    }

    /** The commands that begin with a word, such as {@code snapshot}. */
    static List<Command> group(String word) {
        return ALL.stream()
                .filter(command -> command.name().startsWith(word + ' '))
                .toList();
    }
}
