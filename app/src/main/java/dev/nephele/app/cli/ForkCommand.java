package dev.nephele.app.cli;

import dev.nephele.app.command.AdminClient;
import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Json;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import dev.nephele.app.data.CloudIndex;
import dev.nephele.app.data.DataDirectory;
import dev.nephele.app.data.Running;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies a running cloud and starts the copy beside it. */
final class ForkCommand implements Command {
    private static final Option NEW_PORT = Option.value("--port", "N", "The port of the copy.", "");
    private static final Option FROM =
            Option.value("--from", "NAME", "The snapshot to copy.", "the cloud's present state");
    private static final Option TO =
            Option.value("--to", "DIR", "The directory of the copy.", "beside the cloud's, named after the port");

    @Override
    public String name() {
        return "fork";
    }

    @Override
    public String summary() {
        return "Copy the cloud named by --data, start the copy on another port, and print its ready line.";
    }

    @Override
    public List<Option> options() {
        return List.of(NEW_PORT, FROM, TO, Option.DATA, StartSettings.ROOT_KEY_FILE);
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        // Its variable names the port of the cloud that is copied.
        if (!settings.isTyped(NEW_PORT)) {
            throw Failure.wrongUse("--port names the port of the copy");
        }
        int port = settings.port(NEW_PORT).orElseThrow();
        DataDirectory source = settings.data();
        CloudIndex index = CloudIndex.of(settings.environment());
        Optional<URI> endpoint = source.running().flatMap(Running::endpoint);
        if (endpoint.isEmpty()) {
            throw Failure.notRunning("no cloud runs on " + source.path());
        }
        if (index.atPort(port).isPresent()) {
            throw Failure.failed("a cloud listens on port " + port + " already");
        }
        Path target = settings.text(TO)
                .map(Path::of)
                .orElseGet(() -> source.path().resolveSibling(source.path().getFileName() + "-" + port))
                .toAbsolutePath()
                .normalize();
        Map<String, @Nullable String> request = new LinkedHashMap<>();
        request.put("to", target.toString());
        Optional<String> from = settings.text(FROM);
        request.put("from", from.isEmpty() ? null : SnapshotCommand.snapshotName(from.get()));
        String token = source.token().orElseThrow(() -> Failure.failed("the token of the cloud is missing"));
        new AdminClient(endpoint.get(), token)
                .post("/_nephele/fork", Json.object(request))
                .good();
        return start(port, target, settings.typed(StartSettings.ROOT_KEY_FILE), terminal);
    }

    private static int start(int port, Path target, List<String> rootKey, Terminal terminal)
            throws IOException, Failure {
        String launcher = System.getProperty("nephele.launcher", "");
        if (launcher.isEmpty()) {
            throw Failure.failed("the copy lies in " + target + "; start it with: nephele start --data " + target);
        }
        terminal.out().flush();
        String number = Integer.toString(port);
        List<String> words =
                new ArrayList<>(List.of(launcher, "start", "--detach", "--port", number, "--data", target.toString()));
        rootKey.forEach(file -> words.addAll(List.of(StartSettings.ROOT_KEY_FILE.name(), file)));
        ProcessBuilder builder = new ProcessBuilder(words);
        for (Option elsewhere : List.of(StartSettings.MEMORY, StartSettings.STORE, StartSettings.TLS_PORT)) {
            builder.environment().remove(elsewhere.variable());
        }
        try {
            return builder.inheritIO().start().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted");
        }
    }
}
