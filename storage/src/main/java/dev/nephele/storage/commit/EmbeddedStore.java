package dev.nephele.storage.commit;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;
import dev.nephele.storage.Batch;
import dev.nephele.storage.ConflictException;
import dev.nephele.storage.NotedView;
import dev.nephele.storage.Replacements;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.engine.Engine;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The store of one process over one engine.
 *
 * <p>A transaction that lost a conflict queues, before it tries again, at a lock chosen by the key it lost; so writers
 * who fight over one row take turns instead of undoing each other's work.
 */
public final class EmbeddedStore implements Store {
    private static final int TURNSTILES = 64;

    final RowCache cache = new RowCache();
    private final ChangeCounters counters = new ChangeCounters(1);
    private final ReentrantLock[] turnstiles = new ReentrantLock[TURNSTILES];
    private final Replacements replacements = new Replacements();
    private final Committer committer;
    private final Optional<Recovery> recovery;
    private volatile Published.Generation generation;
    private volatile Published newest;
    private volatile boolean closed;

    /** A store that owns the engine and closes it. After a write that failed it accepts no other. */
    public EmbeddedStore(Engine engine) {
        this(engine, Optional.empty());
    }

    /** A store that owns the engine and closes it, and goes on after a write that failed if it can recover. */
    public EmbeddedStore(Engine engine, Optional<Recovery> recovery) {
        this.recovery = recovery;
        for (int i = 0; i < TURNSTILES; i++) {
            turnstiles[i] = new ReentrantLock();
        }
        generation = new Published.Generation(engine);
        newest = new Published(1, generation);
        committer = new Committer(new Newest());
        committer.start();
    }

    /** A store in memory that begins with the rows of a state, which may be another store's. */
    public static EmbeddedStore inMemory(View state) {
        Engine engine = MvEngine.inMemory();
        Batch rows = new Batch();
        Table.scanAll(state, (key, value) -> {
            rows.put(key, value);
            return true;
        });
        engine.write(rows, false);
        return new EmbeddedStore(engine);
    }

    @Override
    public <T extends @Nullable Object> T transact(Optional<Call> call, Function<Transaction, T> function) {
        Optional<Call.Admission> admission = call.flatMap(Call::admission);
        admission.map(Call.Admission::basis).ifPresent(EmbeddedStore::letGo);
        ReentrantLock turn = null;
        try {
            for (int attempt = 1; attempt <= Transaction.ATTEMPTS; attempt++) {
                Published at = hold();
                OpenTransaction transaction = new OpenTransaction(at, cache, counters);
                T result;
                try {
                    result = function.apply(transaction);
                } finally {
                    transaction.end();
                    at.release();
                }
                if (transaction.isReadOnly()) {
                    return result;
                }
                Pending.Conflict conflict = commit(admission, transaction);
                if (conflict == null) {
                    return result;
                }
                turn = takeTurn(turn, conflict.key());
                if (conflict.decision()) {
                    renew(admission.orElseThrow());
                }
            }
        } finally {
            if (turn != null) {
                turn.unlock();
            }
        }
        throw new ConflictException("other writers won " + Transaction.ATTEMPTS + " times in a row");
    }

    private Pending.@Nullable Conflict commit(Optional<Call.Admission> admission, OpenTransaction transaction) {
        Batch batch = transaction.toBatch();
        Pending.Basis basis = null;
        if (admission.isPresent()) {
            admission.get().rows(batch::put);
            if (admission.get().basis() instanceof NotedView noted) {
                basis = new Pending.Basis(ReadSet.of(noted.reads()), noted.number());
            }
        }
        Pending.Conflict conflict =
                committer.commit(Pending.transaction(batch, transaction.reads, transaction.version(), basis));
        if (conflict == null) {
            admission.ifPresent(Call.Admission::carried);
        }
        return conflict;
    }

    private static void letGo(View basis) {
        if (basis instanceof NotedView noted) {
            noted.close();
        }
    }

    private void renew(Call.Admission admission) {
        try (NotedView newer = noted()) {
            admission.renew(newer);
        }
    }

    private ReentrantLock takeTurn(@Nullable ReentrantLock held, RowKey conflict) {
        ReentrantLock next = turnstiles[conflict.hashCode() & TURNSTILES - 1];
        if (next != held) {
            if (held != null) {
                held.unlock();
            }
            next.lock();
        }
        return next;
    }

    private Published hold() {
        while (true) {
            if (closed) {
                throw new StoreException("the store is closed");
            }
            Published at = newest;
            if (at.hold()) {
                return at;
            }
        }
    }

    @Override
    public StoreView view() {
        return new EmbeddedView(hold(), cache, counters);
    }

    @Override
    public NotedView noted() {
        Published at = hold();
        return NotedView.over(new EmbeddedView(at, cache, counters), at.version);
    }

    @Override
    public void append(Batch batch) {
        if (!batch.isEmpty()) {
            committer.commit(Pending.append(batch));
        }
    }

    @Override
    public void sync() {
        committer.commit(Pending.synced(() -> {}));
    }

    @Override
    public void checkpoint(Path target) {
        committer.commit(Pending.synced(() -> generation.engine.checkpoint(target)));
    }

    /** Copies the committed state like {@link #checkpoint}, and answers a view of exactly what was copied. */
    public StoreView viewOfCheckpoint(Path target) {
        List<StoreView> copied = new ArrayList<>();
        committer.commit(Pending.synced(() -> {
            generation.engine.checkpoint(target);
            copied.add(view());
        }));
        return copied.getFirst();
    }

    /**
     * Replaces the whole state by that of another engine. Views taken before keep theirs; transactions under way run
     * again on the new state. The old engine is closed when the last view of it is. Nothing is written while the other
     * engine is being made.
     *
     * @param other makes the engine, with a view of the present state
     */
    public void replace(Function<StoreView, Engine> other) {
        committer.commit(Pending.task(() -> {
            Published.Generation next;
            try (StoreView present = view()) {
                next = new Published.Generation(other.apply(present));
            }
            become(next);
        }));
        replacements.announce();
    }

    @Override
    public void empty(List<Integer> kept) {
        update(all -> Table.deleteAllBut(kept, all));
        replacements.announce();
    }

    @Override
    public void onReplaced(Runnable listener) {
        replacements.add(listener);
    }

    private void become(Published.Generation next) {
        Published.Generation old = generation;
        long version = newest.version + 1;
        generation = next;
        committer.replacedAll(version);
        counters.replacedAll(version);
        cache.replacedAll(version);
        swap(new Published(version, next));
        old.release();
    }

    @Override
    public Optional<String> trouble() {
        return committer.trouble();
    }

    private void swap(Published next) {
        Published last = newest;
        newest = next;
        last.release();
    }

    /** Views still open keep the engine open until they are closed. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        committer.close();
        closed = true;
        newest.release();
        generation.release();
    }

    /** The committer's way to the newest state. */
    private final class Newest implements Committer.Target {
        @Override
        public long version() {
            return newest.version;
        }

        @Override
        public void write(Batch group, boolean synced) {
            generation.engine.write(group, synced);
        }

        @Override
        public void sync() {
            generation.engine.sync();
        }

        @Override
        public boolean isRecoverable() {
            return recovery.isPresent();
        }

        @Override
        public void recover() {
            Recovery way = recovery.orElseThrow();
            Published.Generation broken = generation;
            Engine engine = way.reopen(broken.engine);
            broken.endBy(way::abandon);
            become(new Published.Generation(engine));
        }

        @Override
        public void publish(Batch group, long version) {
            for (Batch.Write write : group.writes()) {
                switch (write) {
                    case Batch.Write.Put put -> {
                        counters.wrote(put.key(), version);
                        cache.wrote(new RowKey(put.key()), put.value(), version);
                    }
                    case Batch.Write.Delete delete -> {
                        counters.wrote(delete.key(), version);
                        cache.wrote(new RowKey(delete.key()), null, version);
                    }
                    case Batch.Write.DeleteRange range -> {
                        counters.deletedRange(range.key(), range.end(), version);
                        cache.deletedRange(range.key(), range.end(), version);
                    }
                }
            }
            swap(new Published(version, generation));
        }
    }
}
