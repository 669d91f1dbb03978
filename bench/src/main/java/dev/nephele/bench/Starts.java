package dev.nephele.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** From the launcher's call to the first authorized answer, and the memory once nothing happens any more. */
final class Starts {
    private static final int STARTS = 7;
    private static final Duration IDLE = Duration.ofSeconds(35);

    private Starts() {}

    static void run(Path root, Table table) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        try (Server server = Server.prepare(root)) {
            for (int i = 0; i < STARTS; i++) {
                server.stop();
                byte[] request = Requests.ofRoot(server.port()).identity();
                long begin = System.nanoTime();
                server.start();
                Exchange.answer(server.port(), request);
                seconds.add((System.nanoTime() - begin) / 1e9);
            }
            Collections.sort(seconds);
            table.row(Promise.START, seconds.get(STARTS / 2));
            Pause.of(IDLE);
            table.row(Promise.IDLE, server.residentMegabytes());
        }
    }
}
