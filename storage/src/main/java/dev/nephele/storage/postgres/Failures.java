package dev.nephele.storage.postgres;

import dev.nephele.storage.StoreException;
import java.sql.SQLException;

/** What PostgreSQL's error codes mean to the store. */
final class Failures {
    private Failures() {}

    /** PostgreSQL refused the transaction because of others; it may be tried again. */
    static final class Conflict extends StoreException {
        private static final long serialVersionUID = 1L;

        Conflict(SQLException cause) {
            super("other writers: " + cause.getMessage(), cause);
        }
    }

    static StoreException of(SQLException cause) {
        return isConflict(cause) ? new Conflict(cause) : new StoreException("PostgreSQL: " + cause.getMessage(), cause);
    }

    /** serialization_failure and deadlock_detected. */
    private static boolean isConflict(SQLException cause) {
        String state = cause.getSQLState();
        return "40001".equals(state) || "40P01".equals(state);
    }

    /** The connection is gone: connection exceptions, and a server that shuts down. */
    static boolean isDisconnection(SQLException cause) {
        String state = cause.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
