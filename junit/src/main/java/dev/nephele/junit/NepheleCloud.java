package dev.nephele.junit;

import dev.nephele.app.assembly.RunningCloud;
import dev.nephele.app.assembly.StartOptions;
import dev.nephele.app.command.Json;
import dev.nephele.app.data.CloudIndex;
import dev.nephele.app.data.DataDirectory;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A whole cloud in this process: it listens on a free port of 127.0.0.1, keeps its state in memory, large objects in a
 * temporary folder, and is gone when closed.
 *
 * <pre>{@code
 * try (NepheleCloud cloud = NepheleCloud.start()) {
 *     S3Client s3 = cloud.newAccount().client(S3Client.class);
 *     s3.createBucket(bucket -> bucket.bucket("ledger"));
 * }
 * }</pre>
 *
 * Failures to start or to reach it are {@link UncheckedIOException}s. Safe for use by many threads.
 */
public final class NepheleCloud implements AutoCloseable {
    /** The Region of clients unless another is asked for. */
    public static final String REGION = "us-east-1";

    private static final String HOST = "127.0.0.1";
    private static final String ACCOUNT = "000000000000";
    private static final String ROOT = "test";

    private final RunningCloud running;
    private final Path data;
    private final Administrator administrator;
    private final Account account;
    private final boolean shared;

    private NepheleCloud(RunningCloud running, Path data, Administrator administrator, boolean shared) {
        this.running = running;
        this.data = data;
        this.administrator = administrator;
        this.account = new Account(running.endpoint(), ACCOUNT, ROOT, ROOT, REGION);
        this.shared = shared;
    }

    /** Starts an empty cloud; it answers when this returns. */
    public static NepheleCloud start() {
        return start(new StartOptions.Store.Memory());
    }

    private static NepheleCloud start(StartOptions.Store store) {
        try {
            Path data = Files.createTempDirectory("nephele");
            StartOptions options = new StartOptions(
                    data,
                    store,
                    new StartOptions.Root.Own(),
                    new StartOptions.Listening(HOST, 0, Optional.empty(), List.of()),
                    new StartOptions.Identity(new AccountId(ACCOUNT), new Region(REGION), ROOT, ROOT),
                    Set.of());
            boolean started = false;
            try {
                RunningCloud running = RunningCloud.start(options, CloudIndex.of(Map.of()), event -> {});
                String token = new DataDirectory(data).token().orElseThrow();
                started = true;
                return new NepheleCloud(running, data, new Administrator(running.endpoint(), token), false);
            } finally {
                if (!started) {
                    delete(data);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts another cloud with a copy of what this one holds now: state, time and credentials. From then on the two go
     * their own ways, and each is closed by itself.
     */
    public NepheleCloud fork() {
        return start(new StartOptions.Store.Copy(running));
    }

    /** The same cloud for somebody who shares it: it neither moves its time nor closes it. */
    NepheleCloud shared() {
        return new NepheleCloud(running, data, administrator, true);
    }

    /** Where it listens, such as {@code http://127.0.0.1:40123}: the endpoint of every service. */
    public URI endpoint() {
        return running.endpoint();
    }

    /** The default account {@value #ACCOUNT}, whose root user has the access key {@value #ROOT} with the secret {@value #ROOT}. */
    public Account account() {
        return account;
    }

    /** Makes an account, empty and with a root user of its own. */
    public Account newAccount() {
        Json made = administrator.post("/_nephele/accounts", Map.of());
        return new Account(
                endpoint(),
                made.at("id").text(),
                made.at("accessKeyId").text(),
                made.at("secretAccessKey").text(),
                REGION);
    }

    /** Its time. */
    public CloudClock clock() {
        return new CloudClock(administrator, shared);
    }

    /**
     * Why a call was allowed or refused.
     *
     * @param requestId as the answer has it: {@code requestId()} of the SDK's exceptions and {@code responseMetadata()} of
     *     its answers
     * @throws IllegalStateException if no such call is on record
     */
    public Decision explain(String requestId) {
        if (!requestId.matches("[A-Za-z0-9_-]{1,128}")) {
            throw new IllegalArgumentException("not a request id: " + requestId);
        }
        return Decision.read(administrator.get("/_nephele/decisions/" + requestId));
    }

    /** Its temporary folder. */
    Path data() {
        return data;
    }

    /** Ends it. Requests under way are given two seconds. */
    @Override
    public void close() {
        if (shared) {
            throw new IllegalStateException(
                    "other test classes use this cloud too; JUnit closes it after the last test");
        }
        try {
            account.close();
            running.close();
            delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
