package dev.nephele.servicekit.seal;

import dev.nephele.storage.StoreException;

/** The key of a cloud does not open with the root key that was given. Nothing was written. */
public final class WrongRootKeyException extends StoreException {
    private static final long serialVersionUID = 1L;

    WrongRootKeyException(RootKey.Id needed, RootKey.Id given) {
        super("the state is sealed under the root key " + needed + ", not under " + given);
    }
}
