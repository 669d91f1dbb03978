package dev.nephele.gateway.record;

import dev.nephele.storage.StoreException;
import dev.nephele.storage.timer.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the event of every call from the request threads and stores them in batches on one thread of its own.
 *
 * <p>A ring of {@value #SLOTS} slots stands between: a request thread draws a ticket and fills its slot; when the ring is
 * full it waits, so that nothing is lost while the process lives. The writer gathers for {@value #GATHER_MILLIS} ms
 * after it woke, or less when a quarter of the ring is filled. A reader of the record first calls {@link #flush}, and so
 * finds every call that was answered.
 */
public final class Recorder implements AutoCloseable {
    static final int SLOTS = 1 << 15;
    static final int GATHER_MILLIS = 200;
    private static final int BATCH = 4096;
    private static final long FULL_WAIT_NANOS = 100_000;
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final Failures FAILURES = new Failures(LOG);

    private final RecordLog log;
    private final Event.Listener listener;
    private final AtomicReferenceArray<@Nullable Entry> ring = new AtomicReferenceArray<>(SLOTS);
    private final AtomicLong tail = new AtomicLong();
    private final Thread writer;
    private volatile long head;
    private volatile boolean parked;
    private volatile boolean hurry;
    private volatile boolean closed;

    /**
     * One completed call on its way to the store.
     *
     * @param row the encoded decision if the call's own commit has stored it; otherwise null
     * @param contents what it refers to and is to be stored with it
     */
    record Entry(Decision decision, byte @Nullable [] row, List<Content> contents, Event.Outcome outcome) {}

    /** @param listener hears of every event after it was stored */
    public Recorder(RecordLog log, Event.Listener listener) {
        this.log = log;
        this.listener = listener;
        this.writer = Thread.ofPlatform().name("record").daemon(true).unstarted(this::write);
        writer.start();
    }

    /**
     * Takes the event of a call; called before its answer is sent.
     *
     * @param committedRow the encoded decision if the call's own commit has stored it; otherwise null
     * @param contents what it refers to and is to be stored with it
     * @throws IllegalStateException if events are not stored any more: no answer goes out without its event
     */
    public void complete(
            Decision decision, byte @Nullable [] committedRow, List<Content> contents, Event.Outcome outcome) {
        long ticket = tail.getAndIncrement();
        while (ticket - head >= SLOTS && !closed) {
            if (!writer.isAlive()) {
                throw new IllegalStateException("the recorder has ended");
            }
            LockSupport.unpark(writer);
            LockSupport.parkNanos(FULL_WAIT_NANOS);
        }
        ring.setRelease((int) ticket & SLOTS - 1, new Entry(decision, committedRow, contents, outcome));
        if (parked || ticket - head == SLOTS / 4) {
            LockSupport.unpark(writer);
        }
    }

    /** Waits until every event that was taken before is stored. */
    public void flush() {
        long until = tail.get();
        while (head < until && writer.isAlive()) {
            hurry = true;
            LockSupport.unpark(writer);
            LockSupport.parkNanos(FULL_WAIT_NANOS);
        }
    }

    /** How many events wait to be stored. */
    public long backlog() {
        return tail.get() - head;
    }

    /** Starts over after the rows of the record were removed or exchanged beneath it. */
    public void forget() {
        flush();
        log.forget();
    }

    /** Stores what has been taken and ends the writer. */
    @Override
    public void close() {
        flush();
        closed = true;
        LockSupport.unpark(writer);
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        log.closeClean();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        while (!closed || head < tail.get()) {
            if (head == tail.get()) {
                parked = true;
                if (head == tail.get() && !closed) {
                    LockSupport.park(this);
                }
                parked = false;
            } else {
                gather();
                drain();
            }
        }
    }

    private void gather() {
        long end = System.nanoTime() + GATHER_MILLIS * 1_000_000L;
        while (!hurry && !closed && tail.get() - head < SLOTS / 4) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                break;
            }
            LockSupport.parkNanos(this, left);
        }
        hurry = false;
    }

    private void drain() {
        long until = tail.get();
        while (head < until) {
            List<Entry> batch = new ArrayList<>((int) Math.min(BATCH, until - head));
            while (head + batch.size() < until && batch.size() < BATCH) {
                Entry entry = ring.getAcquire((int) (head + batch.size()) & SLOTS - 1);
                if (entry == null) {
                    break;
                }
                batch.add(entry);
            }
            if (batch.isEmpty()) {
                Thread.onSpinWait();
                continue;
            }
            store(batch);
            for (int i = 0; i < batch.size(); i++) {
                ring.setRelease((int) (head + i) & SLOTS - 1, null);
            }
            head += batch.size();
        }
    }

    private void store(List<Entry> batch) {
        try {
            long sequence = log.next();
            log.append(batch);
            log.trim();
            tell(batch, sequence);
        } catch (StoreException e) {
            // Without a trace, for the disk that is full may be the log's too.
            LOG.atError()
                    .addKeyValue("events", batch.size())
                    .addKeyValue("reason", e.getMessage())
                    .log("events not stored");
        } catch (Throwable e) {
            FAILURES.error(e).addKeyValue("events", batch.size()).log("events not stored");
        }
    }

    /** A listener that fails, in whatever way, neither ends the writer nor keeps others' events from it. */
    private void tell(List<Entry> batch, long first) {
        long sequence = first;
        for (Entry entry : batch) {
            Event event = new Event(sequence++, entry.decision(), entry.outcome());
            try {
                listener.completed(event);
            } catch (Throwable e) {
                FAILURES.error(e).addKeyValue("event", event.sequence()).log("listener failed");
            }
        }
    }
}
