package dev.nephele.app.assembly;

import java.io.IOException;
import java.net.URI;

/** The rooms of one cloud at work. Closing it answers what is under way and closes the store. */
interface Cloud extends AutoCloseable {
    /** Where it listens without TLS, such as {@code http://127.0.0.1:4566}. */
    URI endpoint();

    @Override
    void close() throws IOException;
}
