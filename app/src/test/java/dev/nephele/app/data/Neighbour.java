package dev.nephele.app.data;

import dev.nephele.storage.directory.DirectoryLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Another process that claims a directory, until it is closed. */
final class Neighbour implements AutoCloseable {
    private final Process process;

    private Neighbour(Process process) {
        this.process = process;
    }

    /** Starts it; it has the directory when this returns. */
    static Neighbour claiming(Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Neighbour.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() != 'y') {
            throw new IOException("the neighbour did not get the directory");
        }
        return new Neighbour(process);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** The other process. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (DirectoryLock claim =
                new DataDirectory(Path.of(arguments[0])).claim().orElseThrow()) {
            System.out.print(claim != null ? "y" : "n");
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }
}
