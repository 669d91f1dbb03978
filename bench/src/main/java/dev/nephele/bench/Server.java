package dev.nephele.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A cloud that the launcher starts on a data directory of its own, and stops again. */
final class Server implements AutoCloseable {
    private final Path root;
    private final Path data;
    private final int port;
    private boolean runs;

    private Server(Path root, Path data, int port) {
        this.root = root;
        this.data = data;
        this.port = port;
    }

    /** A place for a server; nothing runs yet. */
    static Server prepare(Path root) throws IOException {
        return new Server(root, Files.createTempDirectory("nephele-bench"), freePort());
    }

    /** A port of 127.0.0.1 that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    void start() throws IOException, InterruptedException {
        launch("start", "--detach");
        runs = true;
    }

    /** Stops what runs; nothing else. */
    void stop() throws IOException, InterruptedException {
        if (runs) {
            launch("stop");
            runs = false;
        }
    }

    Path data() {
        return data;
    }

    /** The token of its administrator. */
    String adminToken() throws IOException {
        return Files.readString(data.resolve("admin-token")).strip();
    }

    /** Processor time that the serving process has taken. */
    Duration processorTime() throws IOException {
        long pid = Long.parseLong(Files.readString(data.resolve("pid")).strip());
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
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
        remove(data);
    }

    /** Removes a folder with all that is in it. */
    static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
