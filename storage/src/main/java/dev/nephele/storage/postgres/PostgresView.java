package dev.nephele.storage.postgres;

import dev.nephele.storage.StoreView;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A read-only transaction that lasts until the view is closed. */
final class PostgresView implements StoreView {
    private final Sessions sessions;
    private @Nullable Session session;

    PostgresView(Sessions sessions) {
        this.sessions = sessions;
        // The first query takes the snapshot; the driver sends both statements in one round trip.
        this.session = sessions.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1");
    }

    private SessionView open() {
        Session held = session;
        if (held == null) {
            throw new IllegalStateException("the view is closed");
        }
        return new SessionView(held);
    }

    @Override
    public <V> @Nullable V get(byte[] key, Function<byte[], V> decoder) {
        return open().get(key, decoder);
    }

    @Override
    public void scan(byte[] from, byte[] to, boolean reverse, Visitor visitor) {
        open().scan(from, to, reverse, visitor);
    }

    @Override
    public long version(byte[] prefix) {
        return open().version(prefix);
    }

    @Override
    public void close() {
        Session held = session;
        if (held != null) {
            session = null;
            sessions.rollback(held);
        }
    }
}
