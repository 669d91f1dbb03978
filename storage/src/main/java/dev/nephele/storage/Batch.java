package dev.nephele.storage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes that are applied together and in order. Not safe for use by several threads; arrays are kept, not copied. */
public final class Batch {
    private final List<Write> writes = new ArrayList<>();
    private long bytes;

    /** One write. */
    public sealed interface Write {
        byte[] key();

        /** Stores a row. */
        record Put(byte[] key, byte[] value) implements Write {}

        /** Removes a row. */
        record Delete(byte[] key) implements Write {}

        /** Removes the rows of {@code [key, end)}. */
        record DeleteRange(byte[] key, byte[] end) implements Write {}
    }

    public Batch put(byte[] key, byte[] value) {
        bytes += key.length + value.length;
        writes.add(new Write.Put(key, value));
        return this;
    }

    public Batch delete(byte[] key) {
        bytes += key.length;
        writes.add(new Write.Delete(key));
        return this;
    }

    /** Removes the rows of {@code [from, to)}. */
    public Batch deleteRange(byte[] from, byte[] to) {
        bytes += from.length + to.length;
        writes.add(new Write.DeleteRange(from, to));
        return this;
    }

    /** Stores a row, or removes it if the value is null. */
    public Batch set(byte[] key, byte @Nullable [] value) {
        return value == null ? delete(key) : put(key, value);
    }

    /** Adds the writes of another batch after the own. */
    public Batch add(Batch other) {
        bytes += other.bytes;
        writes.addAll(other.writes);
        return this;
    }

    /** The writes in order; not to be changed. */
    public List<Write> writes() {
        return writes;
    }

    public boolean isEmpty() {
        return writes.isEmpty();
    }

    /** The size of all keys and values in bytes. */
    public long bytes() {
        return bytes;
    }
}
