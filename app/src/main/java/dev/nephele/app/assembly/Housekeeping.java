package dev.nephele.app.assembly;

import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.time.CloudClock;
import dev.nephele.storage.timer.Loop;
import java.time.Duration;

/**
 * What a running cloud does for itself: it frees payloads that nobody owns, and every minute it stores the time. The one
 * goes on when the other fails.
 */
final class Housekeeping implements AutoCloseable {
    private static final Duration TIME = Duration.ofMinutes(1);
    private static final Duration PAYLOADS = Duration.ofSeconds(5);

    private final Loop time;
    private final Loop payloads;

    Housekeeping(CloudClock clock, Blobs blobs) {
        this.time = Loop.start("time", TIME, clock::remember);
        this.payloads = Loop.start("payloads", PAYLOADS, blobs::sweep);
    }

    /** Ends it, and waits for what is under way. */
    @Override
    public void close() {
        time.close();
        payloads.close();
    }
}
