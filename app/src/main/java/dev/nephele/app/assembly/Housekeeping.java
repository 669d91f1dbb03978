package dev.nephele.app.assembly;

import dev.nephele.storage.StoreException;
import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.time.CloudClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a running cloud does for itself every minute: it stores the time, and removes payloads that nobody owns. */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final CloudClock clock;
    private final Blobs blobs;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    Housekeeping(CloudClock clock, Blobs blobs) {
        this.clock = clock;
        this.blobs = blobs;
        this.thread = Thread.ofVirtual().name("nephele-housekeeping").start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                work();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            clock.remember();
            blobs.sweep();
        } catch (StoreException e) {
            // A store that fails now may answer a minute later.
            LOG.error("housekeeping failed", e);
        }
    }

    /** Ends it, and waits for what is under way. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
