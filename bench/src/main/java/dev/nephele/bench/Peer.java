package dev.nephele.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** ElasticMQ, an SQS in memory without signatures and decisions, in a JVM of its own with as much heap as a cloud has. */
final class Peer implements AutoCloseable {
    static final String NAME = "ElasticMQ";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path home;
    private final int port;
    private final Process process;

    private Peer(Path home, int port, Process process) {
        this.home = home;
        this.port = port;
        this.process = process;
    }

    /** Starts it, and waits until it answers. */
    static Peer start(String classPath) throws IOException, InterruptedException {
        int port = Server.freePort();
        Path home = Files.createTempDirectory("nephele-bench-peer");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Drest-sqs.bind-hostname=127.0.0.1",
                "-Drest-sqs.bind-port=" + port,
                "-Drest-stats.enabled=false",
                "-cp",
                classPath,
                "org.elasticmq.server.Main");
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        Peer peer = new Peer(home, port, process);
        boolean answers = false;
        try {
            peer.await();
            answers = true;
            return peer;
        } finally {
            if (!answers) {
                peer.close();
            }
        }
    }

    private void await() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Exchange.answer(port, Requests.ofRoot(port).listQueues());
                return;
            } catch (IOException e) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    throw new IOException(NAME + " does not start: " + Files.readString(home.resolve("log")), e);
                }
            }
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Server.remove(home);
    }
}
