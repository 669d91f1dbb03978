package dev.nephele.app.assembly;

import dev.nephele.servicekit.seal.CloudKey;
import java.net.URI;

/**
 * The rooms of one cloud at work. Closing it answers what is under way and closes the store.
 *
 * @param endpoint where it listens without TLS, such as {@code http://127.0.0.1:4566}
 * @param state what it keeps
 * @param key under which its secrets are sealed
 */
record Cloud(URI endpoint, State state, CloudKey key, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
        end.run();
    }
}
