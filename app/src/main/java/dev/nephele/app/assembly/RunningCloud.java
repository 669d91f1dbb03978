package dev.nephele.app.assembly;

import dev.nephele.app.data.CloudIndex;
import dev.nephele.app.data.DataDirectory;
import dev.nephele.gateway.record.Event;
import dev.nephele.kernel.Ids;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.storage.directory.Ballast;
import dev.nephele.storage.directory.DirectoryLock;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cloud that this process runs, with its claim on the directory and its place in the user's index. */
public final class RunningCloud implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningCloud.class);
    private static final String TOKEN_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int TOKEN_LENGTH = 43;

    private final DataDirectory data;
    private final DirectoryLock claim;
    private final Cloud cloud;
    private final CloudIndex index;

    private RunningCloud(DataDirectory data, DirectoryLock claim, Cloud cloud, CloudIndex index) {
        this.data = data;
        this.claim = claim;
        this.cloud = cloud;
        this.index = index;
    }

    /**
     * Starts a cloud; it answers requests when this returns.
     *
     * @param events hears of every call that was answered
     * @throws IOException if another process has the directory, the state cannot be read, or a port is taken
     */
    public static RunningCloud start(StartOptions options, CloudIndex index, Event.Listener events) throws IOException {
        DataDirectory data = new DataDirectory(options.data());
        data.create();
        if (Ballast.of(data.path()).giveBackIfFull()) {
            LOG.warn("the disk is full: room that was kept for this start was given back; delete something");
        }
        DirectoryLock claim = claim(data);
        claim.abandonedBy()
                .ifPresent(process -> LOG.atWarn()
                        .addKeyValue("process", process)
                        .log("the cloud that ran here before ended without a word: killed, or out of memory"));
        boolean started = false;
        try {
            data.removeEndpoint();
            Ids ids = new SecureIds();
            Cloud cloud = Assembly.start(options, claim, ids, token(data, ids), events);
            enter(index, cloud, data);
            started = true;
            return new RunningCloud(data, claim, cloud, index);
        } finally {
            if (!started) {
                claim.close();
            }
        }
    }

    private static void enter(CloudIndex index, Cloud cloud, DataDirectory data) throws IOException {
        try {
            data.writeEndpoint(cloud.endpoint());
            index.enter(cloud.endpoint().getPort(), data);
        } catch (IOException unknown) {
            cloud.close();
            throw unknown;
        }
    }

    private static DirectoryLock claim(DataDirectory data) throws IOException {
        Optional<DirectoryLock> claim = data.claim();
        if (claim.isPresent()) {
            return claim.get();
        }
        String owner =
                data.owner().map(process -> " (process " + process.pid() + ')').orElse("");
        throw new IOException("a cloud runs on " + data.path() + " already" + owner);
    }

    private static String token(DataDirectory data, Ids ids) throws IOException {
        Optional<String> kept = data.token().filter(token -> token.length() == TOKEN_LENGTH);
        if (kept.isPresent()) {
            return kept.get();
        }
        String token = ids.text(TOKEN_LENGTH, TOKEN_ALPHABET);
        data.writeToken(token);
        return token;
    }

    /** Where the cloud listens. */
    public URI endpoint() {
        return cloud.endpoint();
    }

    /** What starting it had to do that its owner must know, in sentences; the log has them too. */
    public List<String> notices() {
        return cloud.state().notices();
    }

    /** What it keeps. */
    State state() {
        return cloud.state();
    }

    /** Under which its secrets are sealed, and those of its copies. */
    CloudKey key() {
        return cloud.key();
    }

    /** Stops the cloud and gives its directory back. */
    @Override
    public void close() throws IOException {
        try (claim) {
            index.leave(cloud.endpoint().getPort(), data);
            data.removeEndpoint();
            cloud.close();
        }
    }
}
