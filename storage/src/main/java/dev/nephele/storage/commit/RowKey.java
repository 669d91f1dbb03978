package dev.nephele.storage.commit;

import java.util.Arrays;

/** A key as a map's key, ordered as the rows are. The array is not changed any more. */
final class RowKey implements Comparable<RowKey> {
    final byte[] bytes;
    private final int hash;

    RowKey(byte[] bytes) {
        this.bytes = bytes;
        int h = Arrays.hashCode(bytes);
        this.hash = h ^ h >>> 16;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && hash == key.hash && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int compareTo(RowKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
