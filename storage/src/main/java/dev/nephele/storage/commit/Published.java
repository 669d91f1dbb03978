package dev.nephele.storage.commit;

import dev.nephele.storage.engine.Engine;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One committed state: its number and the engine's snapshot of it. Counted: the store holds the newest, each view holds
 * the one it reads, and the last to let go closes the snapshot.
 */
final class Published {
    final long version;
    final Engine.Snapshot snapshot;
    private final Generation generation;
    private final AtomicInteger holders = new AtomicInteger(1);

    Published(long version, Generation generation) {
        this.version = version;
        this.generation = generation;
        generation.holders.incrementAndGet();
        this.snapshot = generation.engine.snapshot();
    }

    /** Takes hold of the state; false if everybody has let go of it already. */
    boolean hold() {
        int count;
        do {
            count = holders.get();
            if (count == 0) {
                return false;
            }
        } while (!holders.compareAndSet(count, count + 1));
        return true;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            snapshot.close();
            generation.release();
        }
    }

    /** One opened engine, closed when the store has left it and no state of it is held. */
    static final class Generation {
        final Engine engine;
        private final AtomicInteger holders = new AtomicInteger(1);

        private volatile Consumer<Engine> end = Engine::close;

        Generation(Engine engine) {
            this.engine = engine;
        }

        /** Says what is done with the engine in the end, in place of closing it. */
        void endBy(Consumer<Engine> last) {
            end = last;
        }

        void release() {
            if (holders.decrementAndGet() == 0) {
                end.accept(engine);
            }
        }
    }
}
