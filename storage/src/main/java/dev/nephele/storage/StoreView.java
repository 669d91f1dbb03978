package dev.nephele.storage;

import dev.nephele.kernel.View;

/** A view that holds something until it is closed. Closing twice is harmless; reading after it is refused. */
public interface StoreView extends View, AutoCloseable {
    @Override
    void close();
}
