package dev.nephele.app.cli;

import dev.nephele.app.data.CloudIndex;
import dev.nephele.app.data.DataDirectory;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds the running cloud that a command means. What is typed counts before the variables: with {@code --port} alone it
 * is whatever cloud of this user listens there, with {@code --data} alone the one that has the directory, with both the
 * one that is both. Nothing typed: the same with the variables. No variable either: the default directory.
 */
final class CloudFinder {
    private final Settings settings;
    private final CloudIndex index;

    CloudFinder(Settings settings) {
        this.settings = settings;
        this.index = CloudIndex.of(settings.environment());
    }

    /** The cloud, or empty if it does not run. */
    Optional<CloudIndex.Entry> find() throws IOException, Failure {
        boolean typed = settings.isTyped(Option.PORT) || settings.isTyped(Option.DATA);
        boolean byPort = typed ? settings.isTyped(Option.PORT) : settings.isSet(Option.PORT);
        boolean byData = typed ? settings.isTyped(Option.DATA) : settings.isSet(Option.DATA);
        if (!byPort) {
            return index.at(settings.data());
        }
        int port = settings.port(Option.PORT).orElse(Settings.DEFAULT_PORT);
        Optional<CloudIndex.Entry> entry = index.atPort(port);
        return byData
                ? entry.filter(
                        found -> found.data().path().equals(settings.data().path()))
                : entry;
    }

    /** The cloud, or the failure that says it does not run. */
    CloudIndex.Entry require() throws IOException, Failure {
        Optional<CloudIndex.Entry> entry = find();
        if (entry.isEmpty()) {
            throw Failure.notRunning("no cloud runs there; start one with: nephele start");
        }
        return entry.get();
    }

    /** The administrator's line to the cloud. */
    AdminClient admin() throws IOException, Failure {
        CloudIndex.Entry entry = require();
        DataDirectory data = entry.data();
        String token = data.token()
                .orElseThrow(() -> Failure.failed(
                        "the token of the cloud is missing: " + data.path().resolve("admin-token")));
        return new AdminClient(entry.endpoint(), token);
    }
}
