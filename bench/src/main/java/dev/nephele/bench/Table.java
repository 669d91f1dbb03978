package dev.nephele.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table, printed row by row: what was measured, the target, the peer's figure, and how many times as good as the
 * peer's it is. Where no peer runs beside it, the peer is the landed figure, and the ratio takes out how much faster or
 * slower the machine is than it was then: it is measured again for each row, since others may use it too.
 */
final class Table {
    private static final String FORM = "%-48s %10s %11s %18s %6s%n";

    private final PrintStream out;
    private final Meter meter;
    private final Landed landed;
    private final Map<Promise, Figure> figures = new EnumMap<>(Promise.class);
    private Machine machine;

    Table(PrintStream out, Meter meter, Landed landed) throws IOException, InterruptedException {
        this.out = out;
        this.meter = meter;
        this.machine = meter.measure();
        this.landed = landed;
    }

    /** Measures the machine as it is now. */
    interface Meter {
        Machine measure() throws IOException, InterruptedException;
    }

    /** A figure of a row, and how fast the machine was then. */
    record Figure(double value, Machine machine) {}

    /** A peer's figure. */
    record Peer(String name, double figure) {}

    void head() {
        out.printf(
                Locale.ROOT,
                "the machine: %,.0f digests/s, %,.0f echoes/s, %,.0f syncs/s%n%n",
                machine.perSecond(Yardstick.DIGESTS),
                machine.perSecond(Yardstick.ECHOES),
                machine.perSecond(Yardstick.SYNCS));
        out.printf(FORM, "what", "measured", "target  ", "peer", "ratio");
    }

    /** Prints a row against the landed figure. */
    void row(Promise promise, double figure) throws IOException, InterruptedException {
        look(promise);
        Optional<Landed.Line> then = landed.of(promise);
        if (then.isPresent()) {
            double peer = then.get().figure();
            double speed = machine.speed(then.get().machine(), promise.yardsticks());
            row(promise, figure, promise.text(peer) + " landed", promise.ratio(figure, promise.moved(peer, speed)));
        } else {
            row(promise, figure, "-", Double.NaN);
        }
    }

    /** Prints a row against a peer that was measured in the same run. */
    void row(Promise promise, double figure, Peer peer) throws IOException, InterruptedException {
        look(promise);
        String text = promise.text(peer.figure()) + ' ' + peer.name();
        row(promise, figure, text, promise.ratio(figure, peer.figure()));
    }

    /** Measures the machine anew where it matters. */
    private void look(Promise promise) throws IOException, InterruptedException {
        if (!promise.yardsticks().isEmpty()) {
            machine = meter.measure();
        }
    }

    private void row(Promise promise, double figure, String peer, double ratio) {
        figures.put(promise, new Figure(figure, machine));
        String times = Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.2f", ratio);
        String target = promise.target(figure);
        out.printf(FORM, promise.what(), promise.text(figure), target, peer, times);
    }

    /** Prints more of the last row. */
    void detail(String form, Object... values) {
        out.printf(Locale.ROOT, "  " + form + "%n", values);
    }

    void foot() {
        out.printf(
                "%nratio: how many times as good as the peer; against a landed figure the machine's speed is taken out%n");
        long missed = figures.entrySet().stream()
                .filter(each -> !each.getKey().isKept(each.getValue().value()))
                .count();
        out.printf("%d targets missed (!)%n", missed);
    }

    /** Every figure that was printed. */
    Map<Promise, Figure> figures() {
        return Map.copyOf(figures);
    }
}
