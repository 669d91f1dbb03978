package dev.nephele.storage.postgres;

import dev.nephele.storage.StoreException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** At most {@value #LIMIT} connections, kept open. */
final class Sessions implements AutoCloseable {
    private static final int LIMIT = 40;
    private static final int WAIT_SECONDS = 20;

    private final Address address;
    private final Semaphore permits = new Semaphore(LIMIT);
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Sessions(Address address) {
        this.address = address;
    }

    /**
     * A connection on which a transaction has been begun. One that turns out to be dead is replaced.
     *
     * @param begin the statements that begin it
     */
    Session begin(String begin) {
        acquire();
        try {
            for (Session session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
                try {
                    session.execute(begin);
                    return session;
                } catch (SQLException e) {
                    discard(session);
                    if (!Failures.isDisconnection(e)) {
                        throw e;
                    }
                }
            }
            Session session = new Session(DriverManager.getConnection(address.jdbc(), address.properties()));
            session.execute(begin);
            return session;
        } catch (SQLException e) {
            permits.release();
            throw Failures.of(e);
        }
    }

    private void acquire() {
        if (closed) {
            throw new StoreException("the store is closed");
        }
        try {
            if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreException("no connection to PostgreSQL became free in " + WAIT_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for a connection", e);
        }
    }

    /** Gives a connection back that is outside any transaction. */
    void give(Session session) {
        if (closed) {
            discard(session);
        } else {
            idle.addFirst(session);
        }
        permits.release();
    }

    /** Ends the transaction of a connection, whatever its state, and gives it back. */
    void rollback(Session session) {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException e) {
            drop(session);
            return;
        }
        give(session);
    }

    /** Closes a connection that is not to be used again. */
    void drop(Session session) {
        discard(session);
        permits.release();
    }

    private static void discard(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            // It was broken before; there is nothing to save.
            return;
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Session session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
            discard(session);
        }
    }
}
