package dev.nephele.storage.commit;

import dev.nephele.storage.Batch;
import dev.nephele.storage.StoreException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Work that waits for the committer, and the thread that waits for it. */
final class Pending {
    final Batch batch;
    final @Nullable ReadSet reads;
    final long view;
    final boolean durable;
    final @Nullable Runnable task;
    private final Thread waiter = Thread.currentThread();
    private volatile State state = State.WAITING;
    private @Nullable RowKey conflict;
    private @Nullable Throwable failure;

    private enum State {
        WAITING,
        DONE,
        CONFLICT,
        FAILED
    }

    private Pending(Batch batch, @Nullable ReadSet reads, long view, boolean durable, @Nullable Runnable task) {
        this.batch = batch;
        this.reads = reads;
        this.view = view;
        this.durable = durable;
        this.task = task;
    }

    static Pending transaction(Batch batch, ReadSet reads, long view) {
        return new Pending(batch, reads, view, true, null);
    }

    static Pending append(Batch batch) {
        return new Pending(batch, null, 0, false, null);
    }

    /** Something that must run while nothing is written. */
    static Pending task(Runnable task) {
        return new Pending(new Batch(), null, 0, false, task);
    }

    void done() {
        finish(State.DONE);
    }

    void conflict(RowKey key) {
        if (state == State.WAITING) {
            conflict = key;
        }
        finish(State.CONFLICT);
    }

    void fail(Throwable cause) {
        failure = cause;
        finish(State.FAILED);
    }

    /** The first outcome counts: what a group's failure finds finished stays so. */
    private void finish(State outcome) {
        if (state == State.WAITING) {
            state = outcome;
            LockSupport.unpark(waiter);
        }
    }

    /** Waits for the committer. Answers the key of a conflict, or null if the work is done. */
    @Nullable
    RowKey await() {
        boolean interrupted = false;
        while (state == State.WAITING) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            waiter.interrupt();
        }
        if (state == State.FAILED) {
            Throwable cause = failure;
            if (task != null && cause instanceof RuntimeException refused) {
                throw refused;
            }
            throw new StoreException(
                    "the commit failed, and whether it took place is unknown: "
                            + (cause == null ? "closed" : cause.getMessage()),
                    cause == null ? new IllegalStateException() : cause);
        }
        return conflict;
    }
}
