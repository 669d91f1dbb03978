package dev.nephele.app.client;

import dev.nephele.app.command.CloudFinder;
import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Runs the AWS CLI that is installed, with the endpoint of the cloud typed before the caller's words: its versions before
 * 2.13 read no variable for it, and version 1 passes over it for some services. It is the root user of the account,
 * unless the caller's shell has credentials for this very cloud.
 */
public final class AwsCommand implements Command {
    @Override
    public String name() {
        return "aws";
    }

    @Override
    public String summary() {
        return "Run the installed AWS CLI against the cloud, with its endpoint and credentials: nephele aws s3 ls."
                + " In a shell that uses a cloud (see env), it is that cloud, and whoever the shell's keys are.";
    }

    @Override
    public String operands() {
        return "WORDS…";
    }

    @Override
    public List<Option> options() {
        return List.of(EnvCommand.ACCOUNT, Option.PORT, Option.DATA);
    }

    @Override
    public boolean passesOn() {
        return true;
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        ClientVariables variables = ClientVariables.of(
                CloudFinder.asClients(settings), settings.text(EnvCommand.ACCOUNT), settings.environment());
        List<String> words = new ArrayList<>();
        words.add(program(settings.environment()).toString());
        words.add("--endpoint-url");
        words.add(variables.endpoint());
        words.addAll(settings.operands());
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        if (settings.isTyped(EnvCommand.ACCOUNT) || !variables.areIn(settings.environment())) {
            variables.applyTo(builder.environment());
        }
        terminal.out().flush();
        return outcome(builder);
    }

    /** The exit code of the program, to which an interrupt from the terminal is left. */
    private static int outcome(ProcessBuilder builder) throws IOException, Failure {
        SignalHandler before = Signal.handle(new Signal("INT"), signal -> {});
        try {
            return builder.start().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted");
        } finally {
            Signal.handle(new Signal("INT"), before);
        }
    }

    private static Path program(Map<String, String> environment) throws Failure {
        for (String directory : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path candidate = Path.of(directory, "aws");
            if (!directory.isEmpty() && Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        throw Failure.failed("there is no program 'aws' on the PATH; install the AWS CLI, as with:"
                + " apt-get install awscli, or: pip install awscli");
    }
}
