package dev.nephele.app.assembly;

import dev.nephele.app.data.DataDirectory;
import dev.nephele.kernel.Ids;
import dev.nephele.servicekit.seal.RootKey;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.directory.DirectoryLock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** The change of a cloud's root key, while no process of this directory runs it. */
public final class RootKeyRotation {
    private RootKeyRotation() {}

    /**
     * Seals the key of a cloud under another root key; the one before no longer opens it. A kill at any point leaves a
     * cloud that starts, with the one or with the other.
     *
     * @param from the one that it has
     * @param to the one that it is to have; empty for a new one in the data directory
     * @throws IOException if the directory is in use or has no cloud, or {@code from} does not fit
     */
    public static void rotate(
            DataDirectory data, StartOptions.Store where, StartOptions.Root from, Optional<StartOptions.Root.Given> to)
            throws IOException {
        boolean begun = Files.exists(data.path().resolve("format")) || where instanceof StartOptions.Store.Postgresql;
        if (!begun || !Files.isDirectory(data.path())) {
            throw new IOException("there is no cloud in " + data.path());
        }
        Ids ids = new SecureIds();
        try (DirectoryLock lock = data.claim()
                        .orElseThrow(() -> new IOException("a cloud runs on " + data.path()
                                + "; stop it, so that it starts with the new root key"));
                Undo undo = new Undo()) {
            State state = State.open(where, lock, ids);
            undo.later(state.release());
            new RootKeys(data.path()).rotate(state.store(), from, to, ids);
        } catch (StoreException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    /** A new root key. */
    public static RootKey newKey() {
        return RootKey.create(new SecureIds());
    }
}
