package dev.nephele.storage.commit;

import dev.nephele.kernel.View;
import dev.nephele.storage.Batch;
import dev.nephele.storage.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The writes of a running transaction, laid over the state it reads. Not safe for use by several threads. */
public final class Overlay {
    /** New values by key; null for rows removed. What is here counts before {@link #ranges}. */
    private final NavigableMap<byte[], Value> rows = new TreeMap<>(Arrays::compareUnsigned);

    private final List<ReadSet.Range> ranges = new ArrayList<>();

    /** What became of a row. */
    public record Value(byte @Nullable [] bytes) {
        static final Value REMOVED = new Value(null);
    }

    /** A range of rows below the overlay. */
    public interface Below {
        void scan(byte[] from, byte[] to, boolean reverse, View.Visitor visitor);
    }

    public void put(byte[] key, byte[] value) {
        if (value.length > Transaction.VALUE_LIMIT) {
            throw new IllegalArgumentException(
                    "row of " + value.length + " bytes; " + Transaction.VALUE_LIMIT + " at most");
        }
        rows.put(key, new Value(value));
    }

    public void delete(byte[] key) {
        rows.put(key, Value.REMOVED);
    }

    public void deleteRange(byte[] from, byte[] to) {
        if (Arrays.compareUnsigned(from, to) < 0) {
            rows.subMap(from, true, to, false).clear();
            ranges.add(new ReadSet.Range(from, to));
        }
    }

    public boolean isEmpty() {
        return rows.isEmpty() && ranges.isEmpty();
    }

    /** What the transaction itself did to a row, or null if it did nothing. */
    public @Nullable Value own(byte[] key) {
        Value value = rows.isEmpty() ? null : rows.get(key);
        return value == null && isRemoved(key) ? Value.REMOVED : value;
    }

    private boolean isRemoved(byte[] key) {
        for (ReadSet.Range range : ranges) {
            if (range.contains(key)) {
                return true;
            }
        }
        return false;
    }

    /** Walks the rows of a range as the transaction sees them. */
    public void scan(Below below, byte[] from, byte[] to, boolean reverse, View.Visitor visitor) {
        if (Arrays.compareUnsigned(from, to) >= 0) {
            return;
        }
        if (isEmpty()) {
            below.scan(from, to, reverse, visitor);
            return;
        }
        Merge merge = new Merge(rows.subMap(from, true, to, false), reverse, visitor);
        below.scan(from, to, reverse, merge::below);
        merge.rest();
    }

    /** The writes in an order that has the same effect. */
    public Batch toBatch() {
        Batch batch = new Batch();
        for (ReadSet.Range range : ranges) {
            batch.deleteRange(range.from(), range.to());
        }
        rows.forEach((key, value) -> batch.set(key, value.bytes()));
        return batch;
    }

    /** Own rows and those below, in one order. */
    private final class Merge {
        private final Iterator<Map.Entry<byte[], Value>> own;
        private final boolean reverse;
        private final View.Visitor visitor;
        private Map.@Nullable Entry<byte[], Value> next;
        private boolean stopped;

        Merge(NavigableMap<byte[], Value> own, boolean reverse, View.Visitor visitor) {
            this.own = List.copyOf((reverse ? own.descendingMap() : own).entrySet())
                    .iterator();
            this.reverse = reverse;
            this.visitor = visitor;
            advance();
        }

        boolean below(byte[] key, byte[] value) {
            Map.Entry<byte[], Value> mine = next;
            while (mine != null && order(mine.getKey(), key) < 0) {
                if (!emitOwn(mine)) {
                    return false;
                }
                mine = next;
            }
            if (mine != null && Arrays.equals(mine.getKey(), key)) {
                return emitOwn(mine);
            }
            if (isRemoved(key)) {
                return true;
            }
            stopped = !visitor.row(key, value);
            return !stopped;
        }

        void rest() {
            Map.Entry<byte[], Value> mine = next;
            while (!stopped && mine != null) {
                emitOwn(mine);
                mine = next;
            }
        }

        private boolean emitOwn(Map.Entry<byte[], Value> mine) {
            advance();
            byte[] bytes = mine.getValue().bytes();
            if (bytes != null) {
                stopped = !visitor.row(mine.getKey(), bytes);
            }
            return !stopped;
        }

        private void advance() {
            next = own.hasNext() ? own.next() : null;
        }

        private int order(byte[] a, byte[] b) {
            int order = Arrays.compareUnsigned(a, b);
            return reverse ? -order : order;
        }
    }
}
