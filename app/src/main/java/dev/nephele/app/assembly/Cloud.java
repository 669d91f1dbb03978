package dev.nephele.app.assembly;

import java.net.URI;
import java.util.List;

/**
 * The rooms of one cloud at work. Closing it answers what is under way and closes the store.
 *
 * @param endpoint where it listens without TLS, such as {@code http://127.0.0.1:4566}
 * @param notices what starting it had to do that its owner must know
 */
record Cloud(URI endpoint, List<String> notices, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
        end.run();
    }
}
