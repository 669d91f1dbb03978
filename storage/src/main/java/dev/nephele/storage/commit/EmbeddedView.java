package dev.nephele.storage.commit;

import dev.nephele.storage.StoreView;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A view of one published state, which it holds until closed. */
final class EmbeddedView implements StoreView {
    private final Published at;
    private final RowCache cache;
    private final ChangeCounters counters;
    private boolean closed;

    EmbeddedView(Published at, RowCache cache, ChangeCounters counters) {
        this.at = at;
        this.cache = cache;
        this.counters = counters;
    }

    @Override
    public <V> @Nullable V get(byte[] key, Function<byte[], V> decoder) {
        return cache.get(key, decoder, open());
    }

    @Override
    public void scan(byte[] from, byte[] to, boolean reverse, Visitor visitor) {
        open().snapshot.scan(from, to, reverse, visitor);
    }

    @Override
    public long version(byte[] prefix) {
        return counters.version(prefix, open().version);
    }

    private Published open() {
        if (closed) {
            throw new IllegalStateException("the view is closed");
        }
        return at;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            at.release();
        }
    }
}
