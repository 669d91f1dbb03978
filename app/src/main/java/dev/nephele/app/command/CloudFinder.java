package dev.nephele.app.command;

import dev.nephele.app.data.CloudIndex;
import dev.nephele.app.data.DataDirectory;
import dev.nephele.app.data.Running;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the running cloud that a command means. What is typed counts before the variables: with {@code --port} alone it
 * is whatever cloud of this user listens there, with {@code --data} alone the one that has the directory, with both the
 * one that is both. Nothing typed: the same with the variables. No variable either: the default directory.
 */
public final class CloudFinder {
    private final Settings settings;
    private final CloudIndex index;

    public CloudFinder(Settings settings) {
        this.settings = settings;
        this.index = CloudIndex.of(settings.environment());
    }

    /** The cloud, or empty if it does not run. */
    public Optional<Running> find() throws IOException, Failure {
        boolean typed = settings.isTyped(Option.PORT) || settings.isTyped(Option.DATA);
        boolean byPort = typed ? settings.isTyped(Option.PORT) : settings.isSet(Option.PORT);
        boolean byData = typed ? settings.isTyped(Option.DATA) : settings.isSet(Option.DATA);
        if (!byPort) {
            return settings.data().running();
        }
        int port = settings.port(Option.PORT).orElse(Settings.DEFAULT_PORT);
        if (byData) {
            return settings.data().running().filter(found -> found.listensOn(port));
        }
        if (!index.exists()) {
            throw Failure.wrongUse("HOME is not set, so the cloud is found by --data only");
        }
        return index.atPort(port);
    }

    /** The other clouds of this user, if none was named: the one that is meant may be among them. */
    public List<Running> others() throws IOException, Failure {
        if (settings.isTyped(Option.PORT) || settings.isTyped(Option.DATA)) {
            return List.of();
        }
        Optional<Running> meant = find();
        return index.all().stream()
                .filter(one ->
                        meant.isEmpty() || !one.process().equals(meant.get().process()))
                .toList();
    }

    /** The cloud, or the failure that says it does not run. */
    public Running require() throws IOException, Failure {
        Optional<Running> found = find();
        if (found.isEmpty()) {
            String named =
                    others().stream().map(other -> "\n  other: " + other.text()).collect(Collectors.joining());
            throw Failure.notRunning("no cloud runs there; start one with: nephele start" + named);
        }
        return found.get();
    }

    /** Where the cloud listens, or the failure that says it does not. */
    public URI endpoint() throws IOException, Failure {
        return require()
                .endpoint()
                .orElseThrow(() -> Failure.notRunning("the cloud is starting; try again in a moment"));
    }

    /** The administrator's line to the cloud. */
    public AdminClient admin() throws IOException, Failure {
        DataDirectory data = require().data();
        String token = data.token()
                .orElseThrow(() -> Failure.failed(
                        "the token of the cloud is missing: " + data.path().resolve("admin-token")));
        return new AdminClient(endpoint(), token);
    }
}
