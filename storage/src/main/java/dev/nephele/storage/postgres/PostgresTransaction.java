package dev.nephele.storage.postgres;

import dev.nephele.kernel.View;
import dev.nephele.storage.Batch;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.commit.Overlay;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A transaction whose writes are kept here until its function returns. PostgreSQL notes what it reads. */
final class PostgresTransaction implements Transaction {
    private final View below;
    private final Overlay overlay = new Overlay();
    private boolean ended;

    PostgresTransaction(Session session) {
        this.below = new SessionView(session);
    }

    @Override
    public <V> @Nullable V get(byte[] key, Function<byte[], V> decoder) {
        running();
        Overlay.Value own = overlay.own(key);
        if (own == null) {
            return below.get(key, decoder);
        }
        byte[] value = own.bytes();
        return value == null ? null : decoder.apply(value);
    }

    @Override
    public void scan(byte[] from, byte[] to, boolean reverse, Visitor visitor) {
        running();
        overlay.scan(below::scan, from, to, reverse, visitor);
    }

    @Override
    public long version(byte[] prefix) {
        running();
        return below.version(prefix);
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

    /** The state beneath the transaction's own writes. */
    View below() {
        return below;
    }

    boolean isReadOnly() {
        return overlay.isEmpty();
    }

    Batch toBatch() {
        return overlay.toBatch();
    }

    void end() {
        ended = true;
    }

    private void running() {
        if (ended) {
            throw new IllegalStateException("the transaction has ended");
        }
    }
}
