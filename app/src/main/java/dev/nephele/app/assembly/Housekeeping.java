package dev.nephele.app.assembly;

import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.time.CloudClock;
import dev.nephele.storage.timer.Loop;
import java.time.Duration;

/**
 * What a running cloud does for itself: it frees payloads that nobody owns, keeps room for a start on a full disk, and
 * every minute stores the time. The one goes on when the other fails.
 */
final class Housekeeping implements AutoCloseable {
    private static final Duration TIME = Duration.ofMinutes(1);
    private static final Duration PAYLOADS = Duration.ofSeconds(5);

    private final Loop time;
    private final Loop payloads;
    private final Loop room;

    Housekeeping(CloudClock clock, Blobs blobs, Runnable keepRoom) {
        this.time = Loop.start("time", TIME, clock::remember);
        this.payloads = Loop.start("payloads", PAYLOADS, blobs::sweep);
        this.room = Loop.start("room", PAYLOADS, keepRoom);
    }

    /** Ends it, and waits for what is under way. */
    @Override
    public void close() {
        time.close();
        payloads.close();
        room.close();
    }
}
