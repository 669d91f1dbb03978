package dev.nephele.storage.commit;

import dev.nephele.storage.Batch;
import dev.nephele.storage.Transaction;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A transaction of the embedded store: reads one published state, keeps its writes, remembers what it read. */
final class OpenTransaction implements Transaction {
    private final Published at;
    private final RowCache cache;
    private final ChangeCounters counters;
    private final Overlay overlay = new Overlay();
    final ReadSet reads = new ReadSet();
    private boolean ended;

    OpenTransaction(Published at, RowCache cache, ChangeCounters counters) {
        this.at = at;
        this.cache = cache;
        this.counters = counters;
    }

    @Override
    public <V> @Nullable V get(byte[] key, Function<byte[], V> decoder) {
        running();
        Overlay.Value own = overlay.own(key);
        if (own != null) {
            byte[] bytes = own.bytes();
            return bytes == null ? null : decoder.apply(bytes);
        }
        reads.keys.add(new RowKey(key));
        return cache.get(key, decoder, at);
    }

    @Override
    public void scan(byte[] from, byte[] to, boolean reverse, Visitor visitor) {
        running();
        byte[][] stoppedAt = new byte[1][];
        // What was read ends where the visitor stopped, also if the visitor itself reads or fails.
        boolean[] whole = {true};
        overlay.scan(at.snapshot::scan, from, to, reverse, (key, value) -> {
            stoppedAt[0] = key;
            whole[0] = false;
            boolean more = visitor.row(key, value);
            whole[0] = more;
            return more;
        });
        byte[] last = stoppedAt[0];
        if (whole[0] || last == null) {
            reads.ranges.add(new ReadSet.Range(from, to));
        } else if (reverse) {
            reads.ranges.add(new ReadSet.Range(last, to));
        } else {
            reads.ranges.add(new ReadSet.Range(from, Arrays.copyOf(last, last.length + 1)));
        }
    }

    /** Counts as read of the whole range under the prefix. */
    @Override
    public long version(byte[] prefix) {
        running();
        reads.ranges.add(new ReadSet.Range(prefix, dev.nephele.storage.table.Table.end(prefix)));
        return counters.version(prefix, at.version);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        running();
        overlay.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
        running();
        overlay.delete(key);
    }

    @Override
    public void deleteRange(byte[] from, byte[] to) {
        running();
        overlay.deleteRange(from, to);
    }

    long version() {
        return at.version;
    }

    boolean isReadOnly() {
        return overlay.isEmpty();
    }

    Batch toBatch() {
        return overlay.toBatch();
    }

    /** The function has returned: whoever kept the transaction can do nothing with it any more. */
    void end() {
        ended = true;
    }

    private void running() {
        if (ended) {
            throw new IllegalStateException("the transaction has ended");
        }
    }
}
