package dev.nephele.app.requests;

import dev.nephele.gateway.record.Event;
import dev.nephele.storage.timer.Loop;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints a line for each request of a cloud in the foreground. Whoever reads the lines may be slow, or gone: at most
 * {@value #MOST} wait, and what finds no place is counted, so that no request ever waits for a terminal.
 */
public final class RequestPrinter implements Event.Listener {
    private static final int MOST = 10_000;
    private static final Duration PERIOD = Duration.ofMillis(200);

    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(MOST);
    private final AtomicLong left = new AtomicLong();
    private final PrintStream out;

    public RequestPrinter(PrintStream out) {
        this.out = out;
    }

    /** Begins to print. The loop is not ended with the cloud: it may stand in a write that nobody takes. */
    public Loop start() {
        return Loop.start("requests", PERIOD, this::print);
    }

    @Override
    public void completed(Event event) {
        if (!waiting.offer(event)) {
            left.incrementAndGet();
        }
    }

    private void print() {
        for (Event event = waiting.poll(); event != null; event = waiting.poll()) {
            out.println(RequestLine.of(event));
        }
        long lost = left.getAndSet(0);
        if (lost > 0) {
            out.println(lost + " more requests; nephele log has them");
        }
        out.flush();
    }
}
