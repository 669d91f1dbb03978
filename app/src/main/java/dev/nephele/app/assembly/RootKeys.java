package dev.nephele.app.assembly;

import dev.nephele.app.data.KeyFile;
import dev.nephele.kernel.Ids;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.servicekit.seal.RootKey;
import dev.nephele.servicekit.seal.WrongRootKeyException;
import dev.nephele.storage.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The root key that a cloud finds in its data directory: the file {@code root-key}. While it is rotated, the one to come is
 * {@code root-key.next}; which of the two counts is what the store says.
 */
final class RootKeys {
    private static final String HOW = "--root-key-file FILE, NEPHELE_ROOT_KEY or ";

    private final KeyFile file;
    private final KeyFile next;

    RootKeys(Path data) {
        this.file = new KeyFile(data.resolve("root-key"));
        this.next = new KeyFile(data.resolve("root-key.next"));
    }

    /**
     * The key of the cloud in a store, opened with its root key; both are made for a new one.
     *
     * @throws IOException if the root key is not there or another one; nothing was changed then
     */
    CloudKey open(Store store, StartOptions.Root root, Ids ids) throws IOException {
        return switch (root) {
            case StartOptions.Root.Given given -> given(store, given, ids);
            case StartOptions.Root.Own own -> own(store, ids);
        };
    }

    private CloudKey given(Store store, StartOptions.Root.Given given, Ids ids) throws IOException {
        try {
            return CloudKey.of(store, ids, given.key());
        } catch (WrongRootKeyException wrong) {
            throw refusal(wrong, given.where());
        }
    }

    private CloudKey own(Store store, Ids ids) throws IOException {
        Optional<RootKey.Id> needed = CloudKey.sealedUnder(store);
        if (needed.isPresent()) {
            settle(needed.get());
        }
        Optional<RootKey> kept = kept(file);
        if (kept.isEmpty() && needed.isPresent()) {
            throw new IOException("the state of this cloud is sealed under the root key " + needed.get() + ", and "
                    + file.path()
                    + " is not there; put it back, or give it with --root-key-file FILE or NEPHELE_ROOT_KEY;"
                    + " nothing was changed");
        }
        RootKey key = kept.isPresent() ? kept.get() : made(ids);
        try {
            return CloudKey.of(store, ids, key);
        } catch (WrongRootKeyException wrong) {
            if (kept.isEmpty()) {
                file.delete();
            }
            throw refusal(wrong, file.path().toString());
        }
    }

    /**
     * Seals the key of the cloud under another root key; the one before no longer opens it. Whenever this ends, be it by a
     * kill, one of the two does, and {@link #open} finds it where it was or will be.
     *
     * @param to empty for a new one in the data directory
     * @throws IOException if {@code from} is not there or another one; nothing was changed then
     */
    void rotate(Store store, StartOptions.Root from, Optional<StartOptions.Root.Given> to, Ids ids) throws IOException {
        open(store, from, ids);
        RootKey old = from instanceof StartOptions.Root.Given given
                ? given.key()
                : kept(file).orElseThrow();
        if (to.isPresent() && to.get().key().id().equals(old.id())) {
            throw new IOException(
                    to.get().where() + " has the root key that the cloud has already; nothing was changed");
        }
        if (to.isEmpty()) {
            RootKey fresh = RootKey.create(ids);
            next.create(fresh.secretText());
            CloudKey.rewrap(store, ids, old, fresh);
            next.replace(file);
        } else {
            CloudKey.rewrap(store, ids, old, to.get().key());
            if (isOf(old.id(), file)) {
                file.delete();
            }
        }
    }

    /** It is on disk before anything is sealed under it. */
    private RootKey made(Ids ids) throws IOException {
        RootKey fresh = RootKey.create(ids);
        file.create(fresh.secretText());
        return fresh;
    }

    private IOException refusal(WrongRootKeyException wrong, String where) {
        return new IOException(wrong.getMessage() + ", which is in " + where + "; give the right one with " + HOW
                + file.path() + "; nothing was changed");
    }

    /** Ends a rotation that was interrupted: the one to come counts if the store is sealed under it already. */
    private void settle(RootKey.Id needed) throws IOException {
        if (isOf(needed, next)) {
            next.replace(file);
        } else if (isOf(needed, file)) {
            next.delete();
        }
    }

    private static boolean isOf(RootKey.Id id, KeyFile file) throws IOException {
        return file.read().flatMap(RootKey::parse).map(RootKey::id).equals(Optional.of(id));
    }

    private static Optional<RootKey> kept(KeyFile file) throws IOException {
        Optional<String> text = file.read();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<RootKey> key = RootKey.parse(text.get());
        if (key.isEmpty()) {
            throw new IOException(
                    file.path() + " is no root key: 32 bytes in base64, 44 characters; bring it back from a"
                            + " copy, or give the right one with --root-key-file FILE or NEPHELE_ROOT_KEY; nothing was changed");
        }
        return key;
    }

    /** The root key of a cloud in memory, which nobody else needs. */
    static CloudKey inMemory(Store store, Ids ids) {
        return CloudKey.of(store, ids, RootKey.create(ids));
    }

    /** Gives a copy of the cloud the file, if this one has it. */
    void copyTo(Path data) throws IOException {
        Optional<String> text = file.read();
        if (text.isPresent()) {
            new RootKeys(data).file.create(text.get());
        }
    }
}
