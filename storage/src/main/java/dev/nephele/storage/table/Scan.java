package dev.nephele.storage.table;

import dev.nephele.kernel.View;
import dev.nephele.storage.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A range of a table's rows in key order. Each method answers a narrower scan and leaves this one as it is; nothing is
 * read before the last call.
 */
public final class Scan<K, V> {
    private final Rows<K, V> rows;
    private final byte[] beginning;
    private final byte[] from;
    private final byte[] to;
    private final boolean reverse;
    private final int limit;

    private Scan(Rows<K, V> rows, byte[] beginning, byte[] from, byte[] to, boolean reverse, int limit) {
        this.rows = rows;
        this.beginning = beginning;
        this.from = from;
        this.to = to;
        this.reverse = reverse;
        this.limit = limit;
    }

    static <K, V> Scan<K, V> all(Rows<K, V> rows) {
        return new Scan<>(rows, rows.prefix(), rows.prefix(), Table.end(rows.prefix()), false, Integer.MAX_VALUE);
    }

    /** Only keys that begin with these elements; a last {@link KeyWriter#beginning} takes the beginning of a text. */
    public Scan<K, V> under(Consumer<KeyWriter> elements) {
        byte[] prefix = bound(elements);
        return narrowed(prefix, prefix, Table.end(prefix));
    }

    /** Only keys at or after these elements. */
    public Scan<K, V> from(Consumer<KeyWriter> elements) {
        return narrowed(bound(elements), to);
    }

    /** Only keys before these elements. */
    public Scan<K, V> before(Consumer<KeyWriter> elements) {
        return narrowed(from, bound(elements));
    }

    /** Only keys after all that begin with these elements. */
    public Scan<K, V> past(Consumer<KeyWriter> elements) {
        return narrowed(Table.end(bound(elements)), to);
    }

    /** Only keys after this one, which need not exist: where the last page ended. */
    public Scan<K, V> after(K key) {
        byte[] complete = rows.key(key);
        return narrowed(Arrays.copyOf(complete, complete.length + 1), to);
    }

    /** Only keys after this one, or all. */
    public Scan<K, V> after(Optional<K> key) {
        return key.map(this::after).orElse(this);
    }

    /**
     * Where a key of this scan stands: its bytes behind those with which {@link #under} lets every key begin. As it
     * leaves these out, it means something only to a scan under the same elements.
     */
    public byte[] place(K key) {
        byte[] complete = rows.key(key);
        return Arrays.copyOfRange(complete, beginning.length, complete.length);
    }

    /** Only keys after the one that stands, or stood, at a {@link #place}. */
    public Scan<K, V> afterPlace(byte[] place) {
        byte[] next = Arrays.copyOf(beginning, beginning.length + place.length + 1);
        System.arraycopy(place, 0, next, beginning.length, place.length);
        return narrowed(next, to);
    }

    /** Only keys before this one, which need not exist. */
    public Scan<K, V> before(K key) {
        return narrowed(from, rows.key(key));
    }

    /** In falling order. */
    public Scan<K, V> reverse() {
        return new Scan<>(rows, beginning, from, to, !reverse, limit);
    }

    /** At most so many rows. */
    public Scan<K, V> limit(int limit) {
        return new Scan<>(rows, beginning, from, to, reverse, Math.min(this.limit, limit));
    }

    /** Walks the rows until the visitor answers false. */
    public void each(View view, Visitor<K, V> visitor) {
        walk(view, (key, value) -> visitor.row(rows.readKey(key), rows.readValue(value)));
    }

    /** The rows, each turned into something. */
    public <R> List<R> list(View view, BiFunction<K, V, R> row) {
        List<R> found = new ArrayList<>();
        walk(view, (key, value) -> found.add(row.apply(rows.readKey(key), rows.readValue(value))));
        return found;
    }

    public List<V> values(View view) {
        List<V> found = new ArrayList<>();
        walk(view, (key, value) -> found.add(rows.readValue(value)));
        return found;
    }

    public List<K> keys(View view) {
        List<K> found = new ArrayList<>();
        walk(view, (key, value) -> found.add(rows.readKey(key)));
        return found;
    }

    /** The first value, or null. */
    public @Nullable V first(View view) {
        List<V> one = limit(1).values(view);
        return one.isEmpty() ? null : one.getFirst();
    }

    /** The first key, or null. */
    public @Nullable K firstKey(View view) {
        List<K> one = limit(1).keys(view);
        return one.isEmpty() ? null : one.getFirst();
    }

    public boolean isEmpty(View view) {
        return limit(1).count(view) == 0;
    }

    /** The number of rows, counted up to the limit; it walks them, so set one. */
    public int count(View view) {
        int[] count = new int[1];
        walk(view, (key, value) -> {
            count[0]++;
            return true;
        });
        return count[0];
    }

    /** Removes the rows of the range, whatever the limit. */
    public void delete(Transaction transaction) {
        if (Arrays.compareUnsigned(from, to) < 0) {
            transaction.deleteRange(from, to);
        }
    }

    private void walk(View view, View.Visitor visitor) {
        if (limit <= 0 || Arrays.compareUnsigned(from, to) >= 0) {
            return;
        }
        if (limit == Integer.MAX_VALUE) {
            view.scan(from, to, reverse, visitor);
            return;
        }
        int[] left = {limit};
        view.scan(from, to, reverse, (key, value) -> visitor.row(key, value) && --left[0] > 0);
    }

    private byte[] bound(Consumer<KeyWriter> elements) {
        KeyWriter out = rows.writer();
        elements.accept(out);
        return out.toKey();
    }

    private Scan<K, V> narrowed(byte[] newFrom, byte[] newTo) {
        return narrowed(beginning, newFrom, newTo);
    }

    private Scan<K, V> narrowed(byte[] newBeginning, byte[] newFrom, byte[] newTo) {
        return new Scan<>(
                rows,
                newBeginning,
                Arrays.compareUnsigned(newFrom, from) > 0 ? newFrom : from,
                Arrays.compareUnsigned(newTo, to) < 0 ? newTo : to,
                reverse,
                limit);
    }

    /** Takes one row and says whether to go on. */
    public interface Visitor<K, V> {
        boolean row(K key, V value);
    }
}
