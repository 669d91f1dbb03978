package dev.nephele.storage;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A view that notes what is read through it: the state on which a call is decided. After it was closed it still knows
 * what was read, and of which state.
 *
 * <p>{@link #version} is not noted: a number tells that rows are as they were when something was made from them, and
 * whoever uses what was made {@linkplain Reads#include includes} the reads it was made with.
 */
public final class NotedView implements StoreView {
    private final View state;
    private final Optional<StoreView> held;
    private final long number;
    private final Reads reads = new Reads();
    private boolean closed;

    private NotedView(View state, Optional<StoreView> held, long number) {
        this.state = state;
        this.held = held;
        this.number = number;
    }

    /**
     * Notes what is read of a state, which is closed with this view.
     *
     * @param number the store's own number of the state
     */
    public static NotedView over(StoreView state, long number) {
        return new NotedView(state, Optional.of(state), number);
    }

    /** Notes what is read of a state that somebody else closes. */
    public static NotedView of(View state) {
        return state instanceof NotedView noted ? noted : new NotedView(state, Optional.empty(), 0);
    }

    /** The view on which a call was decided, if it is still to be held against what commits first. */
    public static Optional<NotedView> decided(Call call) {
        return call.admission()
                .map(Call.Admission::basis)
                .map(basis -> basis instanceof NotedView noted ? noted : null);
    }

    /** The same state, noted apart: for something that is made from it and used again. */
    public NotedView apart() {
        return new NotedView(state, Optional.empty(), number);
    }

    /** The state itself: what is read of it is not noted. */
    View state() {
        return state;
    }

    /** What has been read. */
    public Reads reads() {
        return reads;
    }

    /** The store's own number of the state. */
    public long number() {
        return number;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public <V> @Nullable V get(byte[] key, Function<byte[], V> decoder) {
        reads.key(key);
        return state.get(key, decoder);
    }

    @Override
    public void scan(byte[] from, byte[] to, boolean reverse, Visitor visitor) {
        reads.range(Reads.scanned(state::scan, from, to, reverse, visitor));
    }

    @Override
    public long version(byte[] prefix) {
        return state.version(prefix);
    }

    @Override
    public void close() {
        closed = true;
        held.ifPresent(StoreView::close);
    }
}
