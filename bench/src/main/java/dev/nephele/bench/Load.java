package dev.nephele.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * A closed loop of HTTP/1.1 requests over a fixed number of connections, driven by one thread. Each connection sends the
 * next of the prepared requests as soon as its last answer is complete.
 */
final class Load {
    private static final int CONNECTIONS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final int LATENCY_BUCKETS = 200_000;

    private final int port;
    private final int connections;
    private final List<byte[]> requests;
    private int next;
    private long left;

    /**
     * Prepares a load against 127.0.0.1.
     *
     * @param requests whole requests, used in turn; answers other than 2xx count as failures
     */
    Load(int port, int connections, List<byte[]> requests) {
        this.port = port;
        this.connections = connections;
        this.requests = List.copyOf(requests);
    }

    /**
     * What a load measured.
     *
     * @param median of the latencies, in microseconds
     * @param p99 of the latencies, in microseconds
     * @param sample the first answer that was no success, or empty
     */
    record Result(long completed, long failed, double seconds, int median, int p99, String sample) {
        double perSecond() {
            return completed / seconds;
        }

        /**
         * This, if every answer was a success.
         *
         * @throws IOException with the first answer that was none
         */
        Result checked(String what) throws IOException {
            if (failed > 0) {
                throw new IOException(what + ": " + failed + " failed: " + sample);
            }
            return this;
        }
    }

    /** Prepares a load over sixteen connections. */
    Load(int port, List<byte[]> requests) {
        this(port, CONNECTIONS, requests);
    }

    /**
     * Runs for some seconds to warm the server up, and then for the given time.
     *
     * @throws IOException with the first answer that was no success
     */
    Result measured(Duration time) throws IOException {
        again(WARM_UP);
        return again(time);
    }

    /**
     * Runs for the given time.
     *
     * @throws IOException with the first answer that was no success
     */
    Result again(Duration time) throws IOException {
        return run(time, Long.MAX_VALUE).checked("load");
    }

    /** Sends each request once, however long that takes. */
    Result all() throws IOException {
        next = 0;
        return run(Duration.ofHours(1), requests.size());
    }

    /** Runs until so many answers have come or the time is over, and closes every connection. */
    Result run(Duration time, long most) throws IOException {
        Tally tally = new Tally();
        left = most;
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections && left > 0; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                Connection connection = new Connection(channel, key);
                key.attach(connection);
                connection.next();
            }
            long begin = System.nanoTime();
            long end = begin + time.toNanos();
            while (tally.count() < most && (System.nanoTime() < end || tally.count() == 0)) {
                selector.select(100);
                Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    ((Connection) key.attachment()).ready(tally);
                }
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return tally.result(seconds);
        }
    }

    private byte[] nextRequest() {
        byte[] request = requests.get(next);
        next = next + 1 == requests.size() ? 0 : next + 1;
        return request;
    }

    /** One connection with at most one request on its way. */
    private final class Connection {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);
        private final byte[] head = new byte[1 << 16];
        private final Answer answer = new Answer();
        private ByteBuffer out = ByteBuffer.allocate(0);
        private long sent;

        Connection(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
        }

        /** Begins the next request; without one the connection ends, for a server closes what is idle. */
        void next() throws IOException {
            if (left == 0) {
                channel.close();
                return;
            }
            left--;
            out = ByteBuffer.wrap(nextRequest());
            sent = System.nanoTime();
            write();
        }

        private void write() throws IOException {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        void ready(Tally tally) throws IOException {
            if (key.isWritable()) {
                write();
            }
            if (key.isValid() && key.isReadable()) {
                read(tally);
            }
        }

        private void read(Tally tally) throws IOException {
            in.clear();
            int count = channel.read(in);
            if (count < 0) {
                throw new IOException("the server closed a connection after " + tally.count() + " answers: " + answer);
            }
            in.flip();
            in.get(head, 0, count);
            if (answer.take(head, count)) {
                if (out.hasRemaining()) {
                    throw new IOException("an answer came before the request was sent: " + answer);
                }
                tally.add(answer, System.nanoTime() - sent);
                answer.reset();
                next();
            }
        }
    }

    /** Counts answers and their latencies in steps of a microsecond. */
    private static final class Tally {
        private final int[] latencies = new int[LATENCY_BUCKETS];
        private long completed;
        private long failed;
        private String sample = "";

        void add(Answer answer, long nanos) {
            if (answer.status() / 100 == 2) {
                completed++;
            } else {
                failed++;
                sample = sample.isEmpty() ? answer.toString() : sample;
            }
            latencies[(int) Math.min(LATENCY_BUCKETS - 1, nanos / 1000)]++;
        }

        long count() {
            return completed + failed;
        }

        Result result(double seconds) {
            return new Result(completed, failed, seconds, quantile(0.5), quantile(0.99), sample);
        }

        private int quantile(double fraction) {
            long rank = (long) ((completed + failed) * fraction);
            for (int i = 0; i < LATENCY_BUCKETS; i++) {
                rank -= latencies[i];
                if (rank < 0) {
                    return i;
                }
            }
            return LATENCY_BUCKETS;
        }
    }
}
