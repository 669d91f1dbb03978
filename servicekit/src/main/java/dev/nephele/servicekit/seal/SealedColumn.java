package dev.nephele.servicekit.seal;

import dev.nephele.storage.StoreException;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Sealed;

/**
 * A column of a table whose values only this cloud opens, and only in the row for which they were sealed: the complete key
 * of the row is bound to each. Safe for use by any number of threads.
 */
public final class SealedColumn {
    private final Seal seal;

    SealedColumn(Seal seal) {
        this.seal = seal;
    }

    /** A value for a row. */
    public <K> Sealed seal(byte[] content, Rows<K, ?> rows, K key) {
        return Sealed.of(seal.seal(content, rows.key(key)));
    }

    /** A value as rows may have it: this one, or what an older program left in plain, sealed. */
    public <K> Sealed sealed(Sealed value, Rows<K, ?> rows, K key) {
        return value.isPlain() ? seal(open(value, rows, key), rows, key) : value;
    }

    /**
     * What is in the value of a row; the array is not to be changed.
     *
     * @throws StoreException if it was sealed for another row or under another key, or is damaged
     */
    public <K> byte[] open(Sealed value, Rows<K, ?> rows, K key) {
        return value.content(encrypted -> seal.open(encrypted, rows.key(key))
                .orElseThrow(() -> new StoreException("a sealed column does not open: the row is damaged")));
    }
}
