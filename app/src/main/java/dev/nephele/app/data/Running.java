package dev.nephele.app.data;

import java.net.URI;
import java.util.Optional;

/**
 * A cloud that has a process on this machine.
 *
 * @param endpoint where it listens; empty while it is starting
 */
public record Running(DataDirectory data, ProcessHandle process, Optional<URI> endpoint) {
    /** Whether it listens on a port. */
    public boolean listensOn(int port) {
        return endpoint.isPresent() && endpoint.get().getPort() == port;
    }

    /** Such as {@code http://127.0.0.1:4566 (process 4711, data /data)}. */
    public String text() {
        return endpoint.map(URI::toString).orElse("a cloud that is starting") + " (process " + process.pid() + ", data "
                + data.path() + ')';
    }
}
