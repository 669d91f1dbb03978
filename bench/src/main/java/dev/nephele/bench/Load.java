package dev.nephele.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
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
    private static final int LATENCY_BUCKETS = 200_000;

    private final int port;
    private final int connections;
    private final List<byte[]> requests;
    private int next;

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
    }

    /** Runs for the given time and closes every connection. */
    Result run(Duration time) throws IOException {
        Tally tally = new Tally();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                Connection connection = new Connection(channel);
                channel.register(selector, SelectionKey.OP_READ, connection);
                connection.send(nextRequest());
            }
            long begin = System.nanoTime();
            long end = begin + time.toNanos();
            while (System.nanoTime() < end || tally.isEmpty()) {
                selector.select(100);
                Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    ((Connection) key.attachment()).readable(tally);
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
        private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);
        private final byte[] head = new byte[1 << 16];
        private final Answer answer = new Answer();
        private long sent;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void send(byte[] request) throws IOException {
            ByteBuffer out = ByteBuffer.wrap(request);
            sent = System.nanoTime();
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        void readable(Tally tally) throws IOException {
            in.clear();
            int count = channel.read(in);
            if (count < 0) {
                throw new IOException("the server closed a connection: " + answer);
            }
            in.flip();
            in.get(head, 0, count);
            if (answer.take(head, count)) {
                tally.add(answer, System.nanoTime() - sent);
                answer.reset();
                send(nextRequest());
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

        boolean isEmpty() {
            return completed + failed == 0;
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
