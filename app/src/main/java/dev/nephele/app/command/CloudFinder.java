package dev.nephele.app.command;

import dev.nephele.app.data.CloudIndex;
import dev.nephele.app.data.DataDirectory;
import dev.nephele.app.data.Running;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the running cloud that a command means. What is typed counts before the variables: with {@code --port} alone it
 * is whatever cloud of this user listens there, with {@code --data} alone the one that has the directory, with both the
 * one that is both. Nothing typed: the same with the variables. No variable either: the cloud that the shell's clients
 * use, for the commands that are about them; else the default directory.
 */
public final class CloudFinder {
    /** Where AWS's clients find every service (AWS SDKs and Tools Reference Guide, "Service-specific endpoints"). */
    public static final String ENDPOINT = "AWS_ENDPOINT_URL";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Settings settings;
    private final CloudIndex index;
    private final boolean asClients;

    public CloudFinder(Settings settings) {
        this(settings, false);
    }

    private CloudFinder(Settings settings, boolean asClients) {
        this.settings = settings;
        this.index = CloudIndex.of(settings.environment());
        this.asClients = asClients;
    }

    /** For a command about what clients in this shell do: nothing named, it means the cloud that they use, if that runs. */
    public static CloudFinder asClients(Settings settings) {
        return new CloudFinder(settings, true);
    }

    /** The cloud, or empty if it does not run. */
    public Optional<Running> find() throws IOException, Failure {
        boolean typed = settings.isTyped(Option.PORT) || settings.isTyped(Option.DATA);
        boolean byPort = typed ? settings.isTyped(Option.PORT) : settings.isSet(Option.PORT);
        boolean byData = typed ? settings.isTyped(Option.DATA) : settings.isSet(Option.DATA);
        if (!byPort) {
            Optional<Running> used = asClients && !byData ? usedByClients() : Optional.empty();
            return used.isPresent() ? used : settings.data().running();
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

    /** The cloud of this user that the variable of AWS's clients names. */
    private Optional<Running> usedByClients() throws IOException {
        Optional<URI> named = settings.variable(ENDPOINT).flatMap(CloudFinder::uri);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Optional<Running> there = index.atPort(named.get().getPort());
        return there.filter(cloud -> cloud.endpoint()
                .filter(endpoint -> host(endpoint).equals(host(named.get())))
                .isPresent());
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException notOne) {
            return Optional.empty();
        }
    }

    /** The host; the names of this machine are one. */
    private static String host(URI uri) {
        String host = String.valueOf(uri.getHost());
        return THIS_MACHINE.contains(host) ? "localhost" : host;
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
