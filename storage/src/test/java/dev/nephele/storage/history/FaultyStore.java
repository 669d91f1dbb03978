package dev.nephele.storage.history;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;
import dev.nephele.storage.Batch;
import dev.nephele.storage.NotedView;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A sound store that breaks one promise each time it was asked so many times. */
final class FaultyStore implements Store {
    private final Store sound;
    private final Fault fault;
    private final int every;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile @Nullable StoreView old;

    /** What goes wrong. */
    enum Fault {
        /** A transaction is acknowledged and was not committed. */
        LOST_COMMIT,
        /** A write of a transaction is not committed with the others. */
        TORN_COMMIT,
        /** What a transaction read is not part of what must still be true. */
        UNNOTED_READ,
        /** What a walk of a transaction met is not part of what must still be true. */
        UNNOTED_WALK,
        /** What the decision read is not part of what must still be true. */
        UNNOTED_DECISION,
        /** A view is of an old state. */
        OLD_VIEW,
        /** A view moves on to the newest state. */
        MOVING_VIEW,
        /** A row is answered as it was in an old state. */
        OLD_ROW
    }

    FaultyStore(Store sound, Fault fault, int every) {
        this.sound = sound;
        this.fault = fault;
        this.every = every;
    }

    private boolean fails(Fault kind) {
        return fault == kind && asked.incrementAndGet() % every == 0;
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public <T extends @Nullable Object> T transact(Optional<Call> call, Function<Transaction, T> function) {
        if (fails(Fault.LOST_COMMIT)) {
            return withoutCommit(function);
        }
        Optional<Call> held = fails(Fault.UNNOTED_DECISION) ? Optional.empty() : call;
        boolean torn = fails(Fault.TORN_COMMIT);
        boolean get = fails(Fault.UNNOTED_READ);
        boolean walk = fails(Fault.UNNOTED_WALK);
        try (StoreView beside = sound.view()) {
            return sound.transact(
                    held, transaction -> function.apply(new Faulty(transaction, beside, torn, get, walk)));
        }
    }

    private <T extends @Nullable Object> T withoutCommit(Function<Transaction, T> function) {
        List<T> result = new ArrayList<>();
        try {
            sound.update(transaction -> {
                result.add(function.apply(transaction));
                throw new Undone();
            });
        } catch (Undone expected) {
            return result.getFirst();
        }
        throw new IllegalStateException("it was committed");
    }

    /** Reads as asked from a view beside the transaction, which does not notice. */
    private static final class Faulty implements Transaction {
        private final Transaction sound;
        private final View beside;
        private final boolean get;
        private final boolean walk;
        private boolean torn;
        private boolean written;

        Faulty(Transaction sound, View beside, boolean torn, boolean get, boolean walk) {
            this.sound = sound;
            this.beside = beside;
            this.torn = torn;
            this.get = get;
            this.walk = walk;
        }

        @Override
        public <V> @Nullable V get(byte[] key, Function<byte[], V> decoder) {
            return (get && !written ? beside : sound).get(key, decoder);
        }

        @Override
        public void scan(byte[] from, byte[] to, boolean reverse, Visitor visitor) {
            (walk && !written ? beside : sound).scan(from, to, reverse, visitor);
        }

        @Override
        public long version(byte[] prefix) {
            return sound.version(prefix);
        }

        @Override
        public void put(byte[] key, byte[] value) {
            written = true;
            if (torn) {
                torn = false;
            } else {
                sound.put(key, value);
            }
        }

        @Override
        public void delete(byte[] key) {
            written = true;
            sound.delete(key);
        }

        @Override
        public void deleteRange(byte[] from, byte[] to) {
            written = true;
            sound.deleteRange(from, to);
        }
    }

    @Override
    public StoreView view() {
        if (old == null) {
            old = sound.view();
        }
        if (fails(Fault.OLD_VIEW)) {
            StoreView then = old;
            old = sound.view();
            return then;
        }
        return new FaultyView(sound.view());
    }

    private final class FaultyView implements StoreView {
        private StoreView state;

        FaultyView(StoreView state) {
            this.state = state;
        }

        @Override
        public <V> @Nullable V get(byte[] key, Function<byte[], V> decoder) {
            if (fails(Fault.MOVING_VIEW)) {
                state.close();
                state = sound.view();
            }
            StoreView then = old;
            return then != null && fails(Fault.OLD_ROW) ? then.get(key, decoder) : state.get(key, decoder);
        }

        @Override
        public void scan(byte[] from, byte[] to, boolean reverse, Visitor visitor) {
            state.scan(from, to, reverse, visitor);
        }

        @Override
        public long version(byte[] prefix) {
            return state.version(prefix);
        }

        @Override
        public void close() {
            state.close();
        }
    }

    @Override
    public NotedView noted() {
        return sound.noted();
    }

    @Override
    public void append(Batch batch) {
        sound.append(batch);
    }

    @Override
    public void sync() {
        sound.sync();
    }

    @Override
    public void checkpoint(Path target) {
        sound.checkpoint(target);
    }

    @Override
    public void empty(List<Integer> kept) {
        sound.empty(kept);
    }

    @Override
    public void onReplaced(Runnable listener) {
        sound.onReplaced(listener);
    }

    @Override
    public void close() {
        StoreView then = old;
        if (then != null) {
            then.close();
        }
        sound.close();
    }
}
