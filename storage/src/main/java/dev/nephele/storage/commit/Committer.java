package dev.nephele.storage.commit;

import dev.nephele.storage.Batch;
import dev.nephele.storage.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all work that waits, up to {@value #GROUP} pieces or {@value #GROUP_BYTES}
 * bytes, and commits it as one group with one sync. While the disk works, the next group gathers.
 */
final class Committer {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final int QUEUE = 4096;
    private static final int GROUP = 1024;
    private static final long GROUP_BYTES = 8L << 20;
    private static final long SYNC_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long RECOVER_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Target target;
    private final RecentWrites recent;
    private final Thread thread;
    private final List<Pending> group = new ArrayList<>();
    private volatile boolean closing;
    private volatile @Nullable Throwable failure;
    private boolean unsynced;
    private long unsyncedSince;
    private @Nullable Pending left;

    /** What the committer writes to: the embedded store. */
    interface Target {
        /** The number of the newest state. */
        long version();

        /** Writes a group to the engine. */
        void write(Batch group, boolean synced);

        void sync();

        /** Whether the state can be opened again after a write that failed. */
        boolean isRecoverable();

        /** Goes on with what is on disk. On the committer's thread. */
        void recover();

        /** Makes a written group the newest state. */
        void publish(Batch group, long version);
    }

    Committer(Target target) {
        this.target = target;
        this.recent = new RecentWrites(target.version());
        this.thread = Thread.ofPlatform()
                .name("nephele-commit")
                .daemon(true)
                .uncaughtExceptionHandler(this::ended)
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Hands work over and waits for it. Answers a conflict, or null if the work is done. */
    Pending.@Nullable Conflict commit(Pending work) {
        refuseIfFailed();
        if (closing) {
            throw new StoreException("the store is closed");
        }
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(work);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        // The thread may have ended just before the work was put in. It notes why before it looks at the queue a last
        // time, so one of the two sees the other.
        Throwable cause = failure;
        if (cause != null) {
            failWaiting(cause);
        } else if (!thread.isAlive()) {
            failWaiting(new StoreException("the store is closed"));
        }
        return work.await();
    }

    private void refuseIfFailed() {
        Throwable cause = failure;
        if (cause != null) {
            throw new StoreException(refusal(cause), cause);
        }
    }

    private static String refusal(Throwable cause) {
        return "the disk refused a write, so the store accepts none until it is opened again: " + cause.getMessage();
    }

    Optional<String> trouble() {
        return Optional.ofNullable(failure).map(Committer::refusal);
    }

    /** Forgets what was written before, for the state has been replaced. On the committer's thread. */
    void replacedAll(long version) {
        recent.replacedAll(version);
    }

    /** Finishes what waits, syncs and ends the thread. */
    void close() {
        closing = true;
        // Wakes the thread; an interrupt could hit it inside a write to a file and close that.
        queue.offer(Pending.task(() -> {}));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        failWaiting(new StoreException("the store is closed"));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean more = true;
        while (more) {
            try {
                more = gather(group);
                if (more) {
                    work(group);
                }
            } catch (StoreException refused) {
                if (!target.isRecoverable()) {
                    throw refused;
                }
                LOG.error("the disk refused a write; none is accepted until the state is opened again", refused);
                refuse(refused);
                recover(refused);
            }
            group.clear();
        }
    }

    /** Tries until the state is open again or the store closes. Only the first failure and the end are logged. */
    private void recover(StoreException refused) {
        while (!closing) {
            long until = System.nanoTime() + RECOVER_EVERY_NANOS;
            for (long wait = RECOVER_EVERY_NANOS; wait > 0 && !closing; wait = until - System.nanoTime()) {
                failNext(refused, wait);
            }
            try {
                target.recover();
                failure = null;
                LOG.warn("the state is open again, and writes are accepted");
                return;
            } catch (StoreException still) {
                LOG.debug("the state cannot be opened again yet", still);
            }
        }
    }

    private void failNext(StoreException cause, long wait) {
        try {
            Pending pending = queue.poll(wait, TimeUnit.NANOSECONDS);
            if (pending != null) {
                pending.fail(cause);
            }
        } catch (InterruptedException e) {
            LOG.warn("the committer was interrupted, and goes on");
        }
    }

    /** The thread has ended with a failure. Whoever waits must hear of it, and nothing may be written after it. */
    private void ended(Thread ended, Throwable cause) {
        LOG.error("commit failed", cause);
        refuse(cause);
    }

    private void refuse(Throwable cause) {
        failure = cause;
        unsynced = false;
        group.forEach(pending -> pending.fail(cause));
        if (left != null) {
            left.fail(cause);
            left = null;
        }
        failWaiting(cause);
    }

    /** Takes the next group; false when the store is closing and nothing waits. */
    private boolean gather(List<Pending> group) {
        Pending first = left;
        left = null;
        if (first == null) {
            first = next();
        }
        if (first == null) {
            return false;
        }
        group.add(first);
        long bytes = first.batch.bytes();
        while (first.task == null && group.size() < GROUP && bytes < GROUP_BYTES) {
            Pending more = queue.poll();
            if (more == null) {
                break;
            }
            if (more.task != null) {
                left = more;
                break;
            }
            group.add(more);
            bytes += more.batch.bytes();
        }
        return true;
    }

    private @Nullable Pending next() {
        while (true) {
            try {
                if (closing) {
                    Pending rest = queue.poll();
                    if (rest == null) {
                        syncAppended();
                    }
                    return rest;
                }
                if (!unsynced) {
                    return queue.take();
                }
                long wait = SYNC_AFTER_NANOS - (System.nanoTime() - unsyncedSince);
                Pending work = wait <= 0 ? null : queue.poll(wait, TimeUnit.NANOSECONDS);
                if (work != null) {
                    return work;
                }
                syncAppended();
            } catch (InterruptedException e) {
                LOG.warn("the committer was interrupted, and goes on");
            }
        }
    }

    private void syncAppended() {
        if (unsynced) {
            target.sync();
        }
        unsynced = false;
    }

    private void work(List<Pending> group) {
        Pending first = group.getFirst();
        Runnable task = first.task;
        if (task != null) {
            if (first.durable) {
                // A sync that failed once may succeed the next time without what it lost, so its failure is the end.
                syncAppended();
            }
            try {
                task.run();
            } catch (StoreException | UnsupportedOperationException e) {
                first.fail(e);
                return;
            }
            first.done();
            return;
        }
        commitGroup(group);
    }

    private void commitGroup(List<Pending> group) {
        long version = target.version() + 1;
        Batch writes = new Batch();
        boolean durable = false;
        List<Pending> accepted = new ArrayList<>(group.size());
        for (Pending pending : group) {
            Pending.Conflict conflict = conflict(pending);
            if (conflict != null) {
                pending.conflict(conflict);
                continue;
            }
            recent.add(pending.batch, version);
            writes.add(pending.batch);
            durable |= pending.durable;
            accepted.add(pending);
        }
        if (accepted.isEmpty()) {
            return;
        }
        target.write(writes, durable);
        if (durable) {
            unsynced = false;
        } else if (!unsynced) {
            unsynced = true;
            unsyncedSince = System.nanoTime();
        }
        target.publish(writes, version);
        accepted.forEach(Pending::done);
    }

    private Pending.@Nullable Conflict conflict(Pending pending) {
        ReadSet reads = pending.reads;
        RowKey lost = reads == null ? null : recent.conflict(reads, pending.view);
        if (lost != null) {
            return new Pending.Conflict(lost, false);
        }
        Pending.Basis basis = pending.basis;
        RowKey moved = basis == null ? null : recent.conflict(basis.reads(), basis.view());
        return moved == null ? null : new Pending.Conflict(moved, true);
    }

    private void failWaiting(Throwable cause) {
        for (Pending pending = queue.poll(); pending != null; pending = queue.poll()) {
            pending.fail(cause);
        }
    }
}
