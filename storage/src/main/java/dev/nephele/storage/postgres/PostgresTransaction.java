package dev.nephele.storage.postgres;

import dev.nephele.storage.Batch;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.commit.Overlay;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A transaction whose writes are kept here until its function returns. PostgreSQL notes what it reads. */
final class PostgresTransaction implements Transaction {
    private final Session session;
    private final Overlay overlay = new Overlay();
    private boolean ended;

    PostgresTransaction(Session session) {
        this.session = session;
    }

    @Override
    public <V> @Nullable V get(byte[] key, Function<byte[], V> decoder) {
        running();
        Overlay.Value own = overlay.own(key);
        try {
            byte[] value = own == null ? session.get(key) : own.bytes();
            return value == null ? null : decoder.apply(value);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public void scan(byte[] from, byte[] to, boolean reverse, Visitor visitor) {
        running();
        overlay.scan(this::scanBelow, from, to, reverse, visitor);
    }

    private void scanBelow(byte[] from, byte[] to, boolean reverse, Visitor visitor) {
        try {
            session.scan(from, to, reverse, visitor);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public long version(byte[] prefix) {
        running();
        try {
            return session.version(prefix);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
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
