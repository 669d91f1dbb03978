package dev.nephele.app.assembly;

import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.time.CloudClock;
import dev.nephele.storage.timer.Loop;
import java.time.Duration;

/**
 * What a running cloud does for itself every minute: it stores the time, and removes payloads that nobody owns. The one
 * goes on when the other fails.
 */
final class Housekeeping implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Loop time;
    private final Loop payloads;

    Housekeeping(CloudClock clock, Blobs blobs) {
        this.time = Loop.start("time", EVERY, clock::remember);
        this.payloads = Loop.start("payloads", EVERY, blobs::sweep);
    }

    /** Ends it, and waits for what is under way. */
    @Override
    public void close() {
        time.close();
        payloads.close();
    }
}
