package dev.nephele.storage.postgres;

import dev.nephele.kernel.Call;
import dev.nephele.storage.Batch;
import dev.nephele.storage.ConflictException;
import dev.nephele.storage.NotedView;
import dev.nephele.storage.Replacements;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.commit.Overlay;
import dev.nephele.storage.table.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The store of several nodes on one PostgreSQL database (15 or newer).
 *
 * <p>A transaction that PostgreSQL refused several times queues at an advisory lock that all nodes share before it tries
 * again, so that those who fight take turns.
 */
public final class PostgresStore implements Store {
    private static final int FORMAT = 3;
    private static final int OPTIMISTIC_ATTEMPTS = 4;
    private static final long PAUSE_NANOS = 500_000;
    private static final int FOLD_EVERY = 500;
    private static final String TURN = "SELECT pg_advisory_lock(7309453)";
    private static final String TURN_OVER = "SELECT pg_advisory_unlock(7309453)";
    private static final String BEGIN = "BEGIN ISOLATION LEVEL SERIALIZABLE";

    private final Sessions sessions;
    private final Replacements replacements = new Replacements();
    private final AtomicLong commits = new AtomicLong();

    private PostgresStore(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Connects, and makes the tables if the database has none.
     *
     * @param url {@code postgresql://user:password@host:port/database}
     * @throws StoreException if the database cannot be reached, or a newer program made its tables
     */
    public static PostgresStore open(String url) {
        PostgresStore store = new PostgresStore(new Sessions(Address.parse(url)));
        Session session = store.sessions.begin("BEGIN");
        try {
            // Two nodes may start at once, and CREATE TABLE IF NOT EXISTS is not safe against that.
            session.execute("SELECT pg_advisory_xact_lock(7309454)");
            session.execute("CREATE TABLE IF NOT EXISTS nephele_format (version integer NOT NULL)");
            session.execute(
                    "INSERT INTO nephele_format SELECT " + FORMAT + " WHERE NOT EXISTS (SELECT FROM nephele_format)");
            session.execute("CREATE TABLE IF NOT EXISTS nephele_rows (k bytea PRIMARY KEY, v bytea NOT NULL)");
            session.execute("CREATE TABLE IF NOT EXISTS nephele_changes"
                    + " (id bigserial PRIMARY KEY, prefix bytea NOT NULL, amount bigint NOT NULL)");
            session.execute("CREATE INDEX IF NOT EXISTS nephele_changes_prefix ON nephele_changes (prefix)");
            session.execute("DO $$ BEGIN IF (SELECT max(version) FROM nephele_format) <> " + FORMAT
                    + " THEN RAISE 'the database was made by another version of the program'; END IF; END $$");
            session.execute("COMMIT");
        } catch (SQLException e) {
            store.sessions.rollback(session);
            store.close();
            throw Failures.of(e);
        }
        store.sessions.give(session);
        return store;
    }

    @Override
    public <T extends @Nullable Object> T transact(Optional<Call> call, Function<Transaction, T> function) {
        // A call never holds two connections: with enough such calls, each would wait for another's.
        call.flatMap(NotedView::decided).ifPresent(NotedView::close);
        for (int attempt = 1; attempt <= OPTIMISTIC_ATTEMPTS; attempt++) {
            Session session = sessions.begin(BEGIN);
            boolean clean = false;
            try {
                T result = attempt(session, call, function);
                clean = true;
                return result;
            } catch (Failures.Conflict e) {
                pause(attempt);
            } finally {
                if (clean) {
                    sessions.give(session);
                } else {
                    sessions.rollback(session);
                }
            }
        }
        return takeTurn(call, function);
    }

    private <T extends @Nullable Object> T takeTurn(Optional<Call> call, Function<Transaction, T> function) {
        Session session = sessions.begin(TURN);
        boolean clean = false;
        try {
            for (int attempt = OPTIMISTIC_ATTEMPTS + 1; attempt <= Transaction.ATTEMPTS; attempt++) {
                session.execute(BEGIN);
                try {
                    T result = attempt(session, call, function);
                    clean = true;
                    return result;
                } catch (Failures.Conflict e) {
                    session.execute("ROLLBACK");
                    pause(1);
                }
            }
            throw new ConflictException("other writers won " + Transaction.ATTEMPTS + " times in a row");
        } catch (SQLException e) {
            throw Failures.of(e);
        } finally {
            endTurn(session, clean);
        }
    }

    private void endTurn(Session session, boolean clean) {
        try {
            if (!clean) {
                session.execute("ROLLBACK");
            }
            session.execute(TURN_OVER);
        } catch (SQLException e) {
            // A connection that fails here is broken; PostgreSQL frees its lock when it is gone.
            sessions.drop(session);
            return;
        }
        sessions.give(session);
    }

    /** Other nodes' writers are not woken by us: those who lost wait a little, each for another time. */
    private static void pause(int attempt) {
        long spread = 1 + (Thread.currentThread().threadId() & 7);
        LockSupport.parkNanos(PAUSE_NANOS * attempt * spread);
    }

    /**
     * Runs the function and commits. A call that is admitted by a decision is decided again on the state that the
     * transaction reads: the database then holds the commit against what rule and decision read, as against what the
     * function read, and no node needs to know of another's writes.
     *
     * <p>Afterwards the connection is outside any transaction, unless this throws.
     */
    private <T extends @Nullable Object> T attempt(
            Session session, Optional<Call> call, Function<Transaction, T> function) {
        PostgresTransaction transaction = new PostgresTransaction(session);
        Optional<Call.Admission> admission = call.flatMap(Call::admission);
        T result;
        boolean returned = false;
        try {
            admission.ifPresent(standing -> standing.renew(transaction.below()));
            result = function.apply(transaction);
            returned = true;
        } finally {
            transaction.end();
            if (!returned) {
                // What it read, and so its refusal, holds only if PostgreSQL lets the reading transaction commit; if
                // not, the conflict takes the place of the refusal.
                commit(session);
            }
        }
        if (transaction.isReadOnly()) {
            commit(session);
            return result;
        }
        Batch batch = transaction.toBatch();
        admission.ifPresent(standing -> standing.rows(batch::put));
        write(session, batch);
        commit(session);
        admission.ifPresent(Call.Admission::carried);
        foldNowAndThen(session);
        return result;
    }

    private static void write(Session session, Batch batch) {
        try {
            session.write(batch);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    private static void commit(Session session) {
        try {
            session.execute("COMMIT");
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    private void foldNowAndThen(Session session) {
        if (commits.incrementAndGet() % FOLD_EVERY == 0) {
            try {
                session.fold();
            } catch (SQLException e) {
                // The transaction is committed; the next who folds does the work of this one too.
                return;
            }
        }
    }

    @Override
    public StoreView view() {
        return new PostgresView(sessions);
    }

    @Override
    public NotedView noted() {
        return NotedView.over(view(), 0);
    }

    @Override
    public void append(Batch batch) {
        if (batch.isEmpty()) {
            return;
        }
        Overlay folded = new Overlay();
        for (Batch.Write write : batch.writes()) {
            switch (write) {
                case Batch.Write.Put put -> folded.put(put.key(), put.value());
                case Batch.Write.Delete delete -> folded.delete(delete.key());
                case Batch.Write.DeleteRange range -> folded.deleteRange(range.key(), range.end());
            }
        }
        Session session = sessions.begin("BEGIN; SET LOCAL synchronous_commit TO OFF");
        try {
            session.write(folded.toBatch());
            session.execute("COMMIT");
        } catch (SQLException e) {
            sessions.rollback(session);
            throw Failures.of(e);
        }
        foldNowAndThen(session);
        sessions.give(session);
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

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void sync() {
        Session session = sessions.begin("BEGIN");
        try {
            // A commit that has a number is written to the log, and all before it with it.
            session.execute("SELECT pg_current_xact_id()");
            session.execute("COMMIT");
        } catch (SQLException e) {
            sessions.rollback(session);
            throw Failures.of(e);
        }
        sessions.give(session);
    }

    @Override
    public void checkpoint(Path target) {
        throw new UnsupportedOperationException("the state is in PostgreSQL, and is copied with its own tools");
    }

    @Override
    public void close() {
        sessions.close();
    }
}
