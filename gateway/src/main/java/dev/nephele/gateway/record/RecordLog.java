package dev.nephele.gateway.record;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;
import dev.nephele.storage.Batch;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the record and their bound. Under the record's prefix stand, each with big-endian numbers:
 *
 * <ul>
 *   <li>{@code D number} → a {@link Decision}
 *   <li>{@code E sequence} → version octet, request number (8 bytes), bytes of record written up to and with this event
 *       (8 bytes), whether the outcome is known, status, error, microseconds
 *   <li>{@code C epoch hash} → a {@link Content}; an epoch is 2⁴³ request numbers, about 2.3 hours
 *   <li>{@code M 0} while no process has the record open that ended in order
 * </ul>
 *
 * Contents are stored again in every epoch that uses them, so that what no kept decision refers to goes with its epoch.
 */
public final class RecordLog {
    /** The id of the record's table, which is one of the whole partition. */
    public static final int TABLE = 0x7e01;

    private static final byte[] PREFIX = {(byte) (0x80 | TABLE >>> 8), (byte) TABLE};

    private static final byte[] CLEAN = key('M', 0);
    private static final int VERSION = 1;
    private static final int EPOCH_BITS = 43;
    private static final int GENERATION_BITS = 24;
    private static final int ROW_OVERHEAD = 64;
    /** Longer than a request can take (a poll of 20 s) and its event can wait. */
    private static final long LOST_WINDOW_MILLIS = 30_000;

    private static final int LOST_LIMIT = 1_000_000;
    private static final int MOST_LOOKS = 100_000;

    private final Store store;
    private final Bound bound;
    private final AtomicLong generation = new AtomicLong();
    private long oldest;
    private long next;
    private long bytes;
    private long trimmedBytes;

    /**
     * How much is kept: what exceeds either is dropped, oldest first.
     *
     * @param events number of events
     * @param bytes of rows, without what the store saves by compressing them
     */
    public record Bound(long events, long bytes) {
        /** The newest 1,000,000 events or 512 MiB. */
        public static final Bound DEFAULT = new Bound(1_000_000, 512L << 20);
    }

    /** Opens the record that the store holds. */
    public RecordLog(Store store, Bound bound) {
        this.store = store;
        this.bound = bound;
        recover();
    }

    /** Finds where an earlier run has stopped, and completes writes whose event was lost when it died. */
    private synchronized void recover() {
        try (StoreView view = store.view()) {
            long[] ends = {0, -1};
            view.scan(key('E', 0), key('E', -1), false, (key, value) -> {
                ends[0] = number(key);
                return false;
            });
            view.scan(key('E', 0), key('E', -1), true, (key, value) -> {
                ends[1] = number(key);
                return false;
            });
            oldest = ends[0];
            next = ends[1] + 1;
            bytes = ends[1] < 0 ? 0 : stored(view, ends[1]);
            trimmedBytes = ends[1] < 0 ? 0 : stored(view, ends[0]);
            if (row(view, CLEAN) == null) {
                completeLost(view, ends[1]);
            } else {
                store.append(new Batch().delete(CLEAN));
            }
        }
    }

    /** Says that every write has its event, so that the next run need not look. */
    void closeClean() {
        store.append(new Batch().put(CLEAN, new byte[] {VERSION}));
    }

    /**
     * Gives an event without outcome to every write of the last {@value #LOST_WINDOW_MILLIS} ms before the end whose
     * own event had not been stored when the process died.
     */
    private void completeLost(View view, long lastEvent) {
        long[] newest = {0};
        view.scan(key('D', 0), key('D', -1), true, (key, value) -> {
            newest[0] = number(key);
            return false;
        });
        long from = Math.max(0, newest[0] - (LOST_WINDOW_MILLIS << RequestIds.SEQUENCE_BITS));
        Map<Long, byte[]> committed = new TreeMap<>();
        view.scan(key('D', from), key('D', -1), false, (key, value) -> {
            if (Decision.committed(value)) {
                committed.put(number(key), value);
            }
            return committed.size() < LOST_LIMIT;
        });
        if (committed.isEmpty()) {
            return;
        }
        int[] seen = {0};
        view.scan(key('E', 0), key('E', lastEvent + 1), true, (key, value) -> {
            committed.remove(ByteBuffer.wrap(value).getLong(1));
            return !committed.isEmpty() && ++seen[0] < LOST_LIMIT;
        });
        Batch lost = new Batch();
        committed.forEach((number, row) -> {
            bytes += row.length + ROW_OVERHEAD;
            lost.put(key('E', next++), event(number, bytes, null));
        });
        store.append(lost);
    }

    /** The largest request number in the record, or 0. */
    public long newestNumber() {
        long[] newest = {0};
        try (StoreView view = store.view()) {
            view.scan(key('D', 0), key('D', -1), true, (key, value) -> {
                newest[0] = number(key);
                return false;
            });
        }
        return newest[0];
    }

    /**
     * Hands over the rows of a decision, for the commit of its call.
     *
     * @param contents what it refers to and is not kept yet
     * @return the encoded decision
     */
    public byte[] rows(Decision decision, List<Content> contents, Call.Row row) {
        long number = decision.id().number();
        byte[] encoded = decision.encode(true);
        row.put(key('D', number), encoded);
        contents.forEach(content -> row.put(contentKey(number >>> EPOCH_BITS, content.hash()), content.bytes()));
        return encoded;
    }

    /**
     * Adds those of a content and its parts that are not yet kept for the decisions of this number's epoch. Whoever stores
     * the decision stores them with it.
     */
    public void missing(Content.Whole content, long number, List<Content> missing) {
        long mark = mark(number);
        if (content.whole().stored(mark)) {
            return;
        }
        missing.add(content.whole());
        for (Content part : content.parts()) {
            if (!part.stored(mark)) {
                missing.add(part);
            }
        }
    }

    /** Takes note that these contents are stored. */
    public void kept(List<Content> contents, long number) {
        if (!contents.isEmpty()) {
            long mark = mark(number);
            contents.forEach(content -> content.markStored(mark));
        }
    }

    private long mark(long number) {
        return number >>> EPOCH_BITS << GENERATION_BITS | generation.get();
    }

    /** The content behind a hash in a decision of this number, or empty if it was never stored. */
    public Optional<byte[]> content(View view, long number, byte[] hash) {
        return Optional.ofNullable(row(view, contentKey(number >>> EPOCH_BITS, hash)));
    }

    /** Appends the events of one batch, with the decisions of those that no commit has stored. */
    synchronized void append(List<Recorder.Entry> batch) {
        Batch fresh = new Batch();
        for (Recorder.Entry entry : batch) {
            Decision decision = entry.decision();
            byte[] row = entry.row();
            byte[] encoded = row != null ? row : decision.encode(false);
            if (row == null) {
                fresh.put(key('D', decision.id().number()), encoded);
            }
            for (Content content : entry.contents()) {
                fresh.put(contentKey(decision.id().number() >>> EPOCH_BITS, content.hash()), content.bytes());
            }
            bytes += encoded.length + ROW_OVERHEAD;
            fresh.put(key('E', next), event(decision.id().number(), bytes, entry.outcome()));
            next++;
        }
        store.append(fresh);
        batch.forEach(entry -> kept(entry.contents(), entry.decision().id().number()));
    }

    /** The sequence that the next event gets. */
    synchronized long next() {
        return next;
    }

    /** Drops the oldest events, when there are more than the bound and a hundredth. */
    synchronized void trim() {
        long slackEvents = bound.events() + bound.events() / 100;
        long slackBytes = bound.bytes() + bound.bytes() / 100;
        if (next - oldest <= slackEvents && bytes - trimmedBytes <= slackBytes) {
            return;
        }
        try (StoreView view = store.view()) {
            long low = Math.max(oldest, next - bound.events());
            long high = next - 1;
            while (low < high) {
                long middle = (low + high) >>> 1;
                if (bytes - stored(view, middle) > bound.bytes()) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            byte[] row = row(view, key('E', low));
            if (row == null) {
                return;
            }
            long number = ByteBuffer.wrap(row).getLong(1);
            store.append(new Batch()
                    .deleteRange(key('E', 0), key('E', low))
                    .deleteRange(key('D', 0), key('D', number))
                    .deleteRange(key('C', 0), key('C', number >>> EPOCH_BITS)));
            oldest = low;
            trimmedBytes = stored(view, low);
        }
    }

    /** Forgets everything: the cloud has been emptied or its state exchanged, rows and all. */
    synchronized void forget() {
        generation.set(generation.get() + 1 & (1L << GENERATION_BITS) - 1);
        recover();
    }

    /** The decision of a request number, or empty if there is none or no longer. */
    public Optional<Decision> decision(View view, long number) {
        byte[] row = row(view, key('D', number));
        return row == null ? Optional.empty() : Optional.of(Decision.decode(number, row));
    }

    /**
     * Some events.
     *
     * @param cursor the sequence of the last that was looked at, or what was given if there was none
     */
    public record Page(List<Event> events, long cursor) {}

    /**
     * The events beyond a sequence that are wanted; at most {@value #MOST_LOOKS} are looked at.
     *
     * @param cursor the sequence; negative to begin
     */
    public Page events(View view, long cursor, boolean newestFirst, int limit, Predicate<Event> wanted) {
        List<Event> events = new ArrayList<>();
        long[] last = {cursor};
        int[] looks = {0};
        byte[] from = key('E', newestFirst ? 0 : cursor + 1);
        byte[] to = key('E', newestFirst ? cursor : -1);
        view.scan(from, to, newestFirst, (key, value) -> {
            last[0] = number(key);
            decision(view, ByteBuffer.wrap(value).getLong(1))
                    .map(decision -> new Event(number(key), decision, outcome(value)))
                    .filter(wanted)
                    .ifPresent(events::add);
            return events.size() < limit && ++looks[0] < MOST_LOOKS;
        });
        return new Page(events, last[0]);
    }

    /** How a call ended; empty if that is not known, or was {@value #MOST_LOOKS} events ago. */
    public Optional<Event.Outcome> outcome(View view, long number) {
        Event.@Nullable Outcome[] found = new Event.@Nullable Outcome[1];
        int[] looks = {0};
        view.scan(key('E', 0), key('E', -1), true, (key, value) -> {
            boolean here = ByteBuffer.wrap(value).getLong(1) == number;
            if (here) {
                found[0] = outcome(value);
            }
            return !here && ++looks[0] < MOST_LOOKS;
        });
        return Optional.ofNullable(found[0]);
    }

    /** A view in which everything that was recorded and flushed is seen. */
    public StoreView view() {
        return store.view();
    }

    private static byte[] event(long number, long bytes, Event.@Nullable Outcome outcome) {
        Encoder out = new Encoder(48);
        out.octet(VERSION)
                .raw(ByteBuffer.allocate(16).putLong(number).putLong(bytes).array());
        out.flag(outcome != null);
        if (outcome != null) {
            out.number(outcome.status()).text(outcome.error()).number(outcome.micros());
        }
        return out.toByteArray();
    }

    private static Event.@Nullable Outcome outcome(byte[] row) {
        Decoder in = new Decoder(row);
        int version = in.octet();
        if (version != VERSION) {
            throw new IllegalStateException("event of version " + version);
        }
        in.raw(16);
        return in.flag() ? new Event.Outcome((int) in.number(), in.text(), in.number()) : null;
    }

    /** Bytes written up to and with an event. */
    private long stored(View view, long sequence) {
        byte[] row = row(view, key('E', sequence));
        return row == null ? 0 : ByteBuffer.wrap(row).getLong(9);
    }

    /** Reads one row past the cache of decoded rows, which is for the state of services. */
    private static byte @Nullable [] row(View view, byte[] key) {
        byte[][] found = new byte[1][];
        view.scan(key, Arrays.copyOf(key, key.length + 1), false, (at, value) -> {
            found[0] = value;
            return false;
        });
        return found[0];
    }

    private static byte[] key(char table, long number) {
        return ByteBuffer.allocate(PREFIX.length + 9)
                .put(PREFIX)
                .put((byte) table)
                .putLong(number)
                .array();
    }

    private static byte[] contentKey(long epoch, byte[] hash) {
        return ByteBuffer.allocate(PREFIX.length + 9 + hash.length)
                .put(PREFIX)
                .put((byte) 'C')
                .putLong(epoch)
                .put(hash)
                .array();
    }

    private static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong(PREFIX.length + 1);
    }
}
