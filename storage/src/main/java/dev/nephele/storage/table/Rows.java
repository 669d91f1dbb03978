package dev.nephele.storage.table;

import dev.nephele.kernel.View;
import dev.nephele.storage.Batch;
import dev.nephele.storage.Transaction;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rows of a table in one scope: the partition, an account, or an account and Region. Holds no state. */
public final class Rows<K, V> {
    private final Table.Shape<K, V> shape;
    private final byte[] prefix;
    private final int counted;

    Rows(Table.Shape<K, V> shape, byte[] prefix, int counted) {
        this.shape = shape;
        this.prefix = prefix;
        this.counted = counted;
    }

    /** The row, if there is one. */
    public Optional<V> find(View view, K key) {
        return Optional.ofNullable(get(view, key));
    }

    /** The row, or null. */
    public @Nullable V get(View view, K key) {
        return view.get(key(key), shape.decoder);
    }

    public boolean exists(View view, K key) {
        return get(view, key) != null;
    }

    /** Stores a row, replacing what was there. */
    public void put(Transaction transaction, K key, V value) {
        transaction.put(key(key), shape.values.encode(value));
    }

    /** Stores a row unless there is one already. Answers whether it did. */
    public boolean insert(Transaction transaction, K key, V value) {
        if (exists(transaction, key)) {
            return false;
        }
        put(transaction, key, value);
        return true;
    }

    /** Replaces the row, if there is one, by what the function makes of it. Answers the new one. */
    public Optional<V> update(Transaction transaction, K key, UnaryOperator<V> change) {
        V old = get(transaction, key);
        if (old == null) {
            return Optional.empty();
        }
        V changed = change.apply(old);
        put(transaction, key, changed);
        return Optional.of(changed);
    }

    /** Removes a row; one that is absent is ignored. */
    public void delete(Transaction transaction, K key) {
        transaction.delete(key(key));
    }

    /** Removes all rows of the scope. */
    public void deleteAll(Transaction transaction) {
        transaction.deleteRange(prefix, Table.end(prefix));
    }

    /** Adds a row to a batch for {@link dev.nephele.storage.Store#append}. */
    public void put(Batch batch, K key, V value) {
        batch.put(key(key), shape.values.encode(value));
    }

    /** All rows of the scope, to be narrowed. */
    public Scan<K, V> scan() {
        return Scan.all(this);
    }

    /**
     * A number that changes whenever a row of the table does: in the account, or for partition-wide tables anywhere;
     * see {@link View#version}.
     */
    public long version(View view) {
        return view.version(Arrays.copyOf(prefix, counted));
    }

    /** The complete key of a row. */
    public byte[] key(K key) {
        KeyWriter out = new KeyWriter(prefix);
        shape.keys.write(out, key);
        return out.toKey();
    }

    /** The value of a row as it is stored. */
    public byte[] value(V value) {
        return shape.values.encode(value);
    }

    KeyWriter writer() {
        return new KeyWriter(prefix);
    }

    byte[] prefix() {
        return prefix;
    }

    K readKey(byte[] key) {
        return shape.keys.read(new KeyReader(key, prefix.length));
    }

    V readValue(byte[] value) {
        return shape.values.decode(value);
    }
}
