package dev.nephele.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The loads of every day on one cloud, and the memory that it has afterwards. */
final class Loads {
    private static final Duration AFTER = Duration.ofMinutes(1);
    private static final int SMALL_KEYS = 1_000;
    private static final int LARGE_KEYS = 64;

    private final Server server;
    private final Duration time;
    private final Table table;

    private Loads(Server server, Duration time, Table table) {
        this.server = server;
        this.time = time;
        this.table = table;
    }

    /** @param peer the class path of the peer, if there is one */
    static void run(Path root, Duration time, Optional<String> peer, Table table)
            throws IOException, InterruptedException {
        try (Server server = Server.prepare(root)) {
            server.start();
            Loads loads = new Loads(server, time, table);
            loads.objects();
            loads.identities();
            if (peer.isPresent()) {
                try (Peer beside = Peer.start(peer.get())) {
                    loads.queues(Optional.of(beside));
                }
            } else {
                loads.queues(Optional.empty());
            }
            Pause.of(AFTER);
            table.row(Promise.AFTER, server.residentMegabytes());
        }
    }

    private void objects() throws IOException, InterruptedException {
        Requests requests = Requests.ofRoot(server.port());
        Exchange.answer(server.port(), requests.s3("PUT", "/bench"));
        byte[] small = "x".repeat(1 << 10).getBytes(StandardCharsets.US_ASCII);
        byte[] large = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        objects(requests, "/bench/key-", SMALL_KEYS, small, Promise.PUT, Promise.GET);
        objects(requests, "/bench/large-", LARGE_KEYS, large, Promise.PUT_LARGE, Promise.GET_LARGE);
    }

    private void objects(Requests requests, String keys, int count, byte[] body, Promise put, Promise get)
            throws IOException, InterruptedException {
        List<byte[]> puts = IntStream.range(0, count)
                .mapToObj(i -> requests.s3("PUT", keys + i, body))
                .toList();
        new Load(server.port(), puts).all().checked("objects");
        load(put, puts);
        load(
                get,
                IntStream.range(0, count)
                        .mapToObj(i -> requests.s3("GET", keys + i))
                        .toList());
    }

    private void identities() throws IOException, InterruptedException {
        Requests requests = Requests.ofRoot(server.port());
        load(Promise.IDENTITY, List.of(requests.identity()));
        Exchange.answer(server.port(), requests.iam("Action=CreateUser&UserName=bench"));
        load(Promise.USER, List.of(requests.iam("Action=GetUser&UserName=bench")));
    }

    private void queues(Optional<Peer> peer) throws IOException, InterruptedException {
        QueueLoads own = new QueueLoads(server.port(), time);
        Optional<QueueLoads> theirs = peer.map(each -> new QueueLoads(each.port(), time));
        beside(Promise.SEND, own, theirs, QueueLoads::sends);
        beside(Promise.SEND_BATCH, own, theirs, QueueLoads::batches);
        beside(Promise.RECEIVE, own, theirs, QueueLoads::receives);
        beside(Promise.ATTRIBUTES, own, theirs, QueueLoads::attributes);
        double few = own.receivesAmongFew().perSecond();
        double many = own.receivesAmongMany().perSecond();
        table.row(Promise.IN_FLIGHT, few / many);
        table.detail("%,.0f/s with few, %,.0f/s with many", few, many);
    }

    /** A load on queues. */
    private interface QueueLoad {
        Load.Result of(QueueLoads loads) throws IOException;
    }

    private void beside(Promise promise, QueueLoads own, Optional<QueueLoads> theirs, QueueLoad load)
            throws IOException, InterruptedException {
        Load.Result result = load.of(own);
        if (theirs.isPresent()) {
            Load.Result other = load.of(theirs.get());
            table.row(promise, result.perSecond(), new Table.Peer(Peer.NAME, other.perSecond()));
            latencies(result);
            table.detail("%s: median %d µs, 99 %% within %d µs", Peer.NAME, other.median(), other.p99());
        } else {
            table.row(promise, result.perSecond());
            latencies(result);
        }
    }

    private void load(Promise promise, List<byte[]> requests) throws IOException, InterruptedException {
        Load.Result result = new Load(server.port(), requests).measured(time);
        table.row(promise, result.perSecond());
        latencies(result);
    }

    private void latencies(Load.Result result) {
        table.detail("median %d µs, 99 %% within %d µs", result.median(), result.p99());
    }
}
