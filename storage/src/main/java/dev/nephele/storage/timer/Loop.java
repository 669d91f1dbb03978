package dev.nephele.storage.timer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that a cloud does for itself again and again, on a thread of its own, until it is closed. Whatever the work
 * throws is logged and does not end it: the work is tried again after the period, then after twice as long, up to
 * {@value #LONGEST_SECONDS} seconds or the period if that is longer.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Failures FAILURES = new Failures(LOG);
    private static final long LONGEST_SECONDS = 60;

    private final String name;
    private final Duration period;
    private final Runnable work;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Loop(String name, Duration period, Runnable work) {
        this.name = name;
        this.period = period;
        this.work = work;
        this.thread = Thread.ofVirtual().name("nephele-" + name).unstarted(this::run);
    }

    /** Begins; the work is first done after one period of wall time. */
    public static Loop start(String name, Duration period, Runnable work) {
        Loop loop = new Loop(name, period, work);
        loop.thread.start();
        return loop;
    }

    /** Does something, and answers what it threw. */
    static Optional<Throwable> attempt(Runnable work) {
        try {
            work.run();
            return Optional.empty();
        } catch (Throwable failure) {
            return Optional.of(failure);
        }
    }

    private void run() {
        int failures = 0;
        while (!isClosedWithin(pause(period, failures))) {
            Optional<Throwable> failure = attempt(work);
            failures = failure.isPresent() ? failures + 1 : 0;
            if (failure.isPresent()) {
                FAILURES.error(failure.get())
                        .addKeyValue("loop", name)
                        .addKeyValue("failures", failures)
                        .log("background work failed");
            }
        }
    }

    /** How long to wait after so many failures in a row. */
    static Duration pause(Duration period, int failures) {
        Duration longest = Duration.ofSeconds(LONGEST_SECONDS);
        Duration pause = period;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return failures > 1 && pause.compareTo(longest) > 0 && period.compareTo(longest) < 0 ? longest : pause;
    }

    private boolean isClosedWithin(Duration pause) {
        try {
            return closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts a loop to end it; work that was interrupted may have left the flag.
            return false;
        }
    }

    /** Ends it, and waits for the work under way. */
    @Override
    public void close() {
        closed.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
