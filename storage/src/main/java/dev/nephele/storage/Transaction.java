package dev.nephele.storage;

import dev.nephele.kernel.View;

/**
 * A view of the state that can be changed: it sees its own writes. Every row and range it reads is part of what must
 * still be true when it commits, also that a row was absent. Valid only while its function runs.
 */
public interface Transaction extends View {
    /** How often a transaction is tried before it gives up against other writers. */
    int ATTEMPTS = 100;

    /** The largest value of a row: larger ones belong into blobs. */
    int VALUE_LIMIT = 4 << 20;

    /** Stores a row, replacing what was there. Neither array may be changed afterwards. */
    void put(byte[] key, byte[] value);

    /** Removes a row; one that is absent is ignored. */
    void delete(byte[] key);

    /** Removes all rows of {@code [from, to)}. */
    void deleteRange(byte[] from, byte[] to);
}
