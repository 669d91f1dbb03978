package dev.nephele.storage.postgres;

import dev.nephele.kernel.View;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The state that the transaction of a connection reads. */
record SessionView(Session session) implements View {
    @Override
    public <V> @Nullable V get(byte[] key, Function<byte[], V> decoder) {
        try {
            byte[] value = session.get(key);
            return value == null ? null : decoder.apply(value);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public void scan(byte[] from, byte[] to, boolean reverse, Visitor visitor) {
        try {
            session.scan(from, to, reverse, visitor);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public long version(byte[] prefix) {
        try {
            return session.version(prefix);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }
}
