package dev.nephele.services.sqs.message;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Wakes the long polls of a queue when a message has come. It may ring for nothing, and whoever waits looks again after
 * {@link #LOOK_AGAIN} anyway: time may have been moved, or another node may have been sent something.
 */
final class Bell {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Map<String, Set<CountDownLatch>> waiting = new ConcurrentHashMap<>();

    void ring(String queue) {
        Set<CountDownLatch> latches = waiting.get(queue);
        if (latches != null) {
            latches.forEach(CountDownLatch::countDown);
        }
    }

    /** Begins to listen; what rings from now on is heard. */
    Listener listen(String queue) {
        CountDownLatch latch = new CountDownLatch(1);
        waiting.compute(queue, (key, latches) -> {
            Set<CountDownLatch> set = latches == null ? ConcurrentHashMap.newKeySet() : latches;
            set.add(latch);
            return set;
        });
        return new Listener(queue, latch);
    }

    /** One poll that listens. */
    final class Listener implements AutoCloseable {
        private final String queue;
        private final CountDownLatch latch;

        private Listener(String queue, CountDownLatch latch) {
            this.queue = queue;
            this.latch = latch;
        }

        /** Waits for the bell, at most as long as given. False if the thread shall end. */
        boolean await(Duration most) {
            long millis = Math.min(LOOK_AGAIN.toMillis(), most.toMillis());
            try {
                boolean rang = latch.await(millis, TimeUnit.MILLISECONDS);
                return rang || !Thread.currentThread().isInterrupted();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            waiting.computeIfPresent(queue, (key, latches) -> {
                latches.remove(latch);
                return latches.isEmpty() ? null : latches;
            });
        }
    }
}
