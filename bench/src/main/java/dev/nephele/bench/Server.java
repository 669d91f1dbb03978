package dev.nephele.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A cloud that the launcher starts on a data directory of its own, and stops again. */
final class Server implements AutoCloseable {
    private final Path root;
    private final Path data;
    private final int port;

    private Server(Path root, Path data, int port) {
        this.root = root;
        this.data = data;
        this.port = port;
    }

    /** A place for a server; nothing runs yet. */
    static Server prepare(Path root) throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Server(root, Files.createTempDirectory("nephele-bench"), probe.getLocalPort());
        }
    }

    int port() {
        return port;
    }

    void start() throws IOException, InterruptedException {
        launch("start", "--detach");
    }

    void stop() throws IOException, InterruptedException {
        launch("stop");
    }

    /** Resident memory of the serving process, in MB. */
    long residentMegabytes() throws IOException {
        String pid = Files.readString(data.resolve("pid")).strip();
        for (String line : Files.readAllLines(Path.of("/proc", pid, "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        return -1;
    }

    private void launch(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("nephele").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("NEPHELE_"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
