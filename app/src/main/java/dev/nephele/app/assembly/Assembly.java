package dev.nephele.app.assembly;

import dev.nephele.kernel.Ids;
import java.io.IOException;

/** Builds a cloud out of the rooms. */
final class Assembly {
    private Assembly() {}

    /**
     * Opens the store, builds services and gateway, and listens.
     *
     * @throws IOException if the store cannot be opened or a port is taken
     */
    static Cloud start(StartOptions options, Ids ids, String adminToken) throws IOException {
        throw new IOException("this build has no gateway");
    }
}
