package dev.nephele.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The loads on SQS, the same for whoever serves it. */
final class QueueLoads {
    /** Deep enough for a load and its warm-up, and fewer than may be in flight, 120,000. */
    private static final int DEEP = 100_000;

    private static final int RECEIVES_TO_WARM_UP = 20_000;
    private static final int CROWD = 100_000;
    private static final int RECEIVES_IN_A_CROWD = 15_000;

    private final int port;
    private final Duration time;

    QueueLoads(int port, Duration time) {
        this.port = port;
        this.time = time;
    }

    private Requests requests() {
        return Requests.ofRoot(port);
    }

    private void create(String queue, int messages) throws IOException {
        Exchange.answer(port, requests().createQueue(queue));
        if (messages > 0) {
            repeat(requests().sendTen(queue), messages / 10).checked("messages");
        }
    }

    private Load.Result repeat(byte[] request, long times) throws IOException {
        return new Load(port, List.of(request)).run(Duration.ofHours(1), times);
    }

    Load.Result sends() throws IOException {
        create("sent", 0);
        return new Load(port, List.of(requests().sendMessage("sent"))).measured(time);
    }

    Load.Result batches() throws IOException {
        create("batches", 0);
        return new Load(port, List.of(requests().sendTen("batches"))).measured(time);
    }

    /** From a queue that is deep enough for the whole load, of which the first messages are in flight. */
    Load.Result receives() throws IOException {
        create("deep", DEEP);
        byte[] one = requests().receiveMessage("deep", 1);
        repeat(one, RECEIVES_TO_WARM_UP).checked("receives");
        return new Load(port, List.of(one))
                .run(time, DEEP - RECEIVES_TO_WARM_UP)
                .checked("receives");
    }

    /** Of the queue that the receives have left. */
    Load.Result attributes() throws IOException {
        return new Load(port, List.of(requests().queueAttributes("deep"))).measured(time);
    }

    /** From a queue of which few messages are in flight. */
    Load.Result receivesAmongFew() throws IOException {
        create("few", 2 * RECEIVES_IN_A_CROWD);
        return new Load(port, List.of(requests().receiveMessage("few", 1)))
                .run(time, RECEIVES_IN_A_CROWD)
                .checked("receives");
    }

    /** From a queue of which 100,000 messages are in flight. */
    Load.Result receivesAmongMany() throws IOException {
        create("many", CROWD + 2 * RECEIVES_IN_A_CROWD);
        repeat(requests().receiveMessage("many", 10), CROWD / 10).checked("receives");
        return new Load(port, List.of(requests().receiveMessage("many", 1)))
                .run(time, RECEIVES_IN_A_CROWD)
                .checked("receives");
    }
}
