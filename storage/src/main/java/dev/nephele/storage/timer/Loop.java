package dev.nephele.storage.timer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
    private static final Duration SOON = Duration.ofMillis(2);

    private final String name;
    private final Duration period;
    private final Runnable work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean closed;
    private boolean hurried;

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

    /** Does something once, on a thread of its own. */
    static void once(String name, Runnable work) {
        Thread.ofVirtual()
                .name("nephele-" + name)
                .start(() -> attempt(work).ifPresent(failure -> report(name, failure)));
    }

    /**
     * Has the work done within milliseconds, and then after twice as long each time until that is the period: for whoever
     * announces something before it can be seen, such as what a transaction is about to commit. Work that has failed keeps
     * its pause.
     */
    public void hurry() {
        lock.lock();
        try {
            hurried = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
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
        Duration soon = period;
        while (true) {
            Duration pause = pause(period, failures);
            switch (next(soon.compareTo(pause) < 0 ? soon : pause, failures == 0)) {
                case CLOSED -> {
                    return;
                }
                case HURRIED -> soon = SOON;
                case TIME -> {
                    Optional<Throwable> failure = attempt(work);
                    failures = failure.isPresent() ? failures + 1 : 0;
                    soon = failure.isPresent() || soon.compareTo(period) >= 0 ? period : soon.multipliedBy(2);
                    failure.ifPresent(thrown -> report(name, thrown));
                }
            }
        }
    }

    private static void report(String name, Throwable failure) {
        FAILURES.error(failure).addKeyValue("loop", name).log("background work failed");
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

    private enum Next {
        CLOSED,
        HURRIED,
        TIME
    }

    /** What comes first. Once hurried, the work is not put off again by those who hurry meanwhile. */
    private Next next(Duration pause, boolean hurries) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (!closed && left > 0) {
                if (hurries && hurried && pause.compareTo(SOON) > 0) {
                    hurried = false;
                    return Next.HURRIED;
                }
                left = changed.awaitNanos(left);
            }
            return closed ? Next.CLOSED : Next.TIME;
        } catch (InterruptedException e) {
            // Nobody interrupts a loop to end it; work that was interrupted may have left the flag.
            return closed ? Next.CLOSED : Next.TIME;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it, and waits for the work under way. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
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
