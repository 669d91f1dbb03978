package dev.nephele.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Sends very many different requests once each, over many connections: the next ones are signed meanwhile. */
final class Filling {
    private static final int AT_ONCE = 10_000;
    private static final int CONNECTIONS = 64;

    private Filling() {}

    /** Makes the request of a number. */
    interface Numbered {
        byte[] request(int number);
    }

    /**
     * Sends the requests of 0 to a number.
     *
     * @param signer called again and again, since signatures do not last
     * @return seconds
     * @throws IOException with the first answer that was no success
     */
    static double run(int port, int count, Supplier<Numbered> signer) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (ExecutorService ahead = Executors.newSingleThreadExecutor()) {
            Future<List<byte[]>> next = ahead.submit(() -> signed(signer, 0, count));
            for (int from = 0; from < count; from += AT_ONCE) {
                List<byte[]> requests = next.get();
                int then = from + AT_ONCE;
                next = ahead.submit(() -> signed(signer, then, count));
                new Load(port, CONNECTIONS, requests).all().checked("filling from " + from);
            }
        } catch (ExecutionException e) {
            throw new IOException("a request cannot be made: " + e.getCause(), e);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static List<byte[]> signed(Supplier<Numbered> signer, int from, int count) {
        Numbered numbered = signer.get();
        return IntStream.range(from, Math.min(from + AT_ONCE, count))
                .mapToObj(numbered::request)
                .toList();
    }
}
