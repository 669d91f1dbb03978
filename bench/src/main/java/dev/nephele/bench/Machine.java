package dev.nephele.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How fast the machine was, by each {@link Yardstick}, when something was measured on it. */
record Machine(Map<Yardstick, Double> perSecond) {
    private static final int CONNECTIONS = 16;

    Machine {
        if (!perSecond.keySet().equals(Set.of(Yardstick.values()))) {
            throw new IllegalArgumentException("a yardstick is missing: " + perSecond);
        }
        perSecond = Map.copyOf(perSecond);
    }

    double perSecond(Yardstick yardstick) {
        return Objects.requireNonNull(perSecond.get(yardstick));
    }

    /** How many times as fast as another this machine is: the geometric mean over some yardsticks, 1 over none. */
    double speed(Machine other, Set<Yardstick> yardsticks) {
        double logarithms = 0;
        for (Yardstick each : yardsticks) {
            logarithms += Math.log(perSecond(each) / other.perSecond(each));
        }
        return yardsticks.isEmpty() ? 1 : Math.exp(logarithms / yardsticks.size());
    }

    /** Measures this machine, for the given time by each yardstick. */
    static Machine measure(Duration time) throws IOException, InterruptedException {
        Map<Yardstick, Double> figures = new EnumMap<>(Yardstick.class);
        figures.put(Yardstick.DIGESTS, digests(time));
        figures.put(Yardstick.ECHOES, echoes(time));
        figures.put(Yardstick.SYNCS, syncs(time));
        return new Machine(figures);
    }

    private static double digests(Duration time) throws IOException, InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        List<Callable<Long>> work = new ArrayList<>();
        for (int i = 0; i < processors; i++) {
            work.add(() -> {
                MessageDigest sha256 = sha256();
                byte[] bytes = new byte[1024];
                return repeat(time, () -> sha256.digest(bytes));
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
            return perSecond(threads.invokeAll(work), time);
        }
    }

    private static double echoes(Duration time) throws IOException, InterruptedException {
        List<Callable<Long>> work = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                work.add(() -> {
                    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                        socket.setTcpNoDelay(true);
                        return repeat(time, () -> {
                            socket.getOutputStream().write(1);
                            return socket.getInputStream().read();
                        });
                    }
                });
                threads.submit(() -> echo(server));
            }
            return perSecond(threads.invokeAll(work), time);
        }
    }

    /** Sends back what one connection sends, until it is closed. */
    private static void echo(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setTcpNoDelay(true);
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                socket.getOutputStream().write(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double syncs(Duration time) throws IOException {
        Path file = Files.createTempFile("nephele-bench", ".sync");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocate(4096);
            long count = repeat(time, () -> {
                channel.write(block.clear());
                channel.force(false);
                return block;
            });
            return count * 1e9 / time.toNanos();
        } finally {
            Files.delete(file);
        }
    }

    private static double perSecond(List<Future<Long>> counts, Duration time) throws IOException, InterruptedException {
        long sum = 0;
        for (Future<Long> each : counts) {
            try {
                sum += each.get();
            } catch (ExecutionException e) {
                throw new IOException("the machine could not be measured: " + e.getCause(), e);
            }
        }
        return sum * 1e9 / time.toNanos();
    }

    /** One step of a yardstick. */
    private interface Step {
        Object take() throws IOException;
    }

    private static long repeat(Duration time, Step step) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        long count = 0;
        while (System.nanoTime() < end) {
            step.take();
            count++;
        }
        return count;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
