package dev.nephele.app.client;

import dev.nephele.app.command.CloudFinder;
import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import java.io.IOException;
import java.util.List;

/** Prints what makes every AWS client of a shell use the cloud. */
public final class EnvCommand implements Command {
    static final Option ACCOUNT =
            Option.value("--account", "ID", "The account whose root user clients are.", "the default account");
    private static final Option SHELL = Option.value(
            "--shell", "NAME", "The shell that reads it: bash (or any POSIX shell), fish, powershell.", "bash");

    @Override
    public String name() {
        return "env";
    }

    @Override
    public String summary() {
        return "Print settings for a shell: eval \"$(nephele env)\" makes AWS clients use the cloud."
                + " AWS CLI 1, and 2 before 2.13, do not obey them; run those as nephele aws.";
    }

    @Override
    public List<Option> options() {
        return List.of(ACCOUNT, SHELL, Option.PORT, Option.DATA);
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        Shell shell = Shell.named(settings.text(SHELL).orElse("bash"));
        ClientVariables variables =
                ClientVariables.of(new CloudFinder(settings), settings.text(ACCOUNT), settings.environment());
        variables.set().forEach((name, value) -> terminal.out().println(shell.set(name, value)));
        variables.unset().forEach(name -> terminal.out().println(shell.unset(name)));
        return 0;
    }
}
