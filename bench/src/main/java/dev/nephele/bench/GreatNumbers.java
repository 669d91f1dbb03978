package dev.nephele.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What becomes slower when a cloud holds very much: a full one and a small one, measured in turn. */
final class GreatNumbers {
    private static final Crowd.Scale SMALL = new Crowd.Scale(1_000, 1_000, 1_000);
    /** What a cloud must bear. */
    static final Crowd.Scale GREAT = new Crowd.Scale(1_000_000, 100_000, 100_000);

    private static final int TURNS = 3;
    private static final Duration SETTLE = Duration.ofSeconds(35);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Crowd small;
    private final Crowd great;
    private final Duration time;
    private final Table table;

    private GreatNumbers(Crowd small, Crowd great, Duration time, Table table) {
        this.small = small;
        this.great = great;
        this.time = time;
        this.table = table;
    }

    static void run(Path root, Duration time, Crowd.Scale scale, Table table) throws IOException, InterruptedException {
        try (Server few = Server.prepare(root);
                Server many = Server.prepare(root)) {
            few.start();
            many.start();
            GreatNumbers numbers = new GreatNumbers(new Crowd(few, SMALL), new Crowd(many, scale), time, table);
            table.detail(numbers.small.fill());
            table.detail(numbers.great.fill());
            numbers.loads();
            numbers.idle();
            few.stop();
            many.stop();
            numbers.sweeps();
        }
    }

    private void loads() throws IOException, InterruptedException {
        load(Promise.GREAT_LIST, Crowd::pages);
        load(Promise.GREAT_GET, Crowd::gets);
        load(Promise.GREAT_PUT, Crowd::puts);
        load(Promise.GREAT_ROLE, Crowd::rolesToRead);
        load(Promise.GREAT_ASSUME, Crowd::rolesToAssume);
        load(Promise.GREAT_ATTRIBUTES, Crowd::queueAttributes);
        load(Promise.GREAT_SEND, Crowd::sends);
    }

    /** Requests to a cloud. */
    private interface Asking {
        List<byte[]> of(Crowd crowd);
    }

    /** Loads the two in turns, and takes the best of each: what else the machine does hits both, or one turn of many. */
    private void load(Promise promise, Asking asking) throws IOException, InterruptedException {
        Load toSmall = new Load(small.server().port(), asking.of(small));
        Load toGreat = new Load(great.server().port(), asking.of(great));
        Duration turn = time.dividedBy(TURNS);
        double few = toSmall.measured(turn).perSecond();
        double many = toGreat.measured(turn).perSecond();
        for (int i = 1; i < TURNS; i++) {
            few = Math.max(few, toSmall.again(turn).perSecond());
            many = Math.max(many, toGreat.again(turn).perSecond());
        }
        table.row(promise, few / many);
        table.detail("%,.0f/s in the small cloud, %,.0f/s in the great", few, many);
    }

    /** Everything that a cloud does for itself, while nobody asks. */
    private void idle() throws IOException, InterruptedException {
        Pause.of(SETTLE);
        Duration fewBefore = small.server().processorTime();
        Duration manyBefore = great.server().processorTime();
        Pause.of(IDLE);
        double few = small.server().processorTime().minus(fewBefore).toNanos() / 1e6 / IDLE.toSeconds();
        double many = great.server().processorTime().minus(manyBefore).toNanos() / 1e6 / IDLE.toSeconds();
        table.row(Promise.GREAT_IDLE, many / few);
        table.detail("%.1f ms a second in the small cloud, %.1f in the great", few, many);
    }

    private void sweeps() throws IOException, InterruptedException {
        Sweeps few = Sweeps.of(small.server().data());
        Sweeps many = Sweeps.of(great.server().data());
        table.row(Promise.GREAT_SWEEP, many.later() / few.later());
        table.detail("%.3f ms in the small cloud, %.3f in the great", few.later(), many.later());
        table.detail(
                "the first after a start, which looks for what was left: %.1f ms, %.1f ms", few.first(), many.first());
    }
}
