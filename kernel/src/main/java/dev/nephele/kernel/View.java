package dev.nephele.kernel;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A consistent, read-only view of the whole state at one instant: ordered rows of bytes. A rule, its decision and the
 * policies it reads see one view. Typed access is the business of the storage room's tables.
 *
 * <p>Keys compare as unsigned bytes. A view is safe for use by one thread at a time.
 */
public interface View {
    /**
     * The decoded row under a key, or null. The decoder must be a constant for all rows of one table: decoded values are
     * cached and shared, so they must be immutable.
     */
    <V> @Nullable V get(byte[] key, Function<byte[], V> decoder);

    /**
     * Walks the rows of {@code [from, to)} in key order, or in falling order when {@code reverse}, until the visitor
     * answers false.
     */
    void scan(byte[] from, byte[] to, boolean reverse, Visitor visitor);

    /**
     * A number that grows whenever a row whose key begins with {@code prefix} is committed; equal numbers mean that
     * nothing under the prefix changed between two views. The prefix must be one that the store was told to count (see
     * the storage room), or the number is that of the whole state.
     */
    long version(byte[] prefix);

    /** Takes one row of a scan; the arrays are the visitor's own. */
    interface Visitor {
        boolean row(byte[] key, byte[] value);
    }
}
