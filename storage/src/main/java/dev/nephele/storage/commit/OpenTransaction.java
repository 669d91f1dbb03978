package dev.nephele.storage.commit;

import dev.nephele.storage.Batch;
import dev.nephele.storage.Reads;
import dev.nephele.storage.Transaction;
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
        Reads.Range read = Reads.scanned(
                (first, end, falling, each) -> overlay.scan(at.snapshot::scan, first, end, falling, each),
                from,
                to,
                reverse,
                visitor);
        reads.ranges.add(new ReadSet.Range(read.from(), read.to()));
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
