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
    final @Nullable Basis basis;
    final boolean durable;
    final @Nullable Runnable task;
    private final Thread waiter = Thread.currentThread();
    private volatile State state = State.WAITING;
    private @Nullable Conflict conflict;
    private @Nullable Throwable failure;

    private enum State {
        WAITING,
        DONE,
        CONFLICT,
        FAILED
    }

    /** What the decision of a call rests on. */
    record Basis(ReadSet reads, long view) {}

    /**
     * Why a transaction must run again.
     *
     * @param key of what it lost
     * @param decision whether the decision of its call rests on that, and must be made again
     */
    record Conflict(RowKey key, boolean decision) {}

    private Pending(
            Batch batch,
            @Nullable ReadSet reads,
            long view,
            @Nullable Basis basis,
            boolean durable,
            @Nullable Runnable task) {
        this.batch = batch;
        this.reads = reads;
        this.view = view;
        this.basis = basis;
        this.durable = durable;
        this.task = task;
    }

    static Pending transaction(Batch batch, ReadSet reads, long view, @Nullable Basis basis) {
        return new Pending(batch, reads, view, basis, true, null);
    }

    static Pending append(Batch batch) {
        return new Pending(batch, null, 0, null, false, null);
    }

    /** Something that must run while nothing is written. */
    static Pending task(Runnable task) {
        return new Pending(new Batch(), null, 0, null, false, task);
    }

    /** Something that must run while nothing is written and everything written is on disk. */
    static Pending synced(Runnable task) {
        return new Pending(new Batch(), null, 0, null, true, task);
    }

    void done() {
        finish(State.DONE);
    }

    void conflict(Conflict with) {
        if (state == State.WAITING) {
            conflict = with;
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

    /** Waits for the committer. Answers a conflict, or null if the work is done. */
    @Nullable
    Conflict await() {
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
