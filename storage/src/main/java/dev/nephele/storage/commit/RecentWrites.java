package dev.nephele.storage.commit;

import dev.nephele.storage.Batch;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys and ranges written by the last commits, newest last: what a transaction's reads are held against. Used by
 * the committer's thread alone. Bounded; a transaction whose view is older than what is remembered must run again.
 *
 * <p>This is backward validation of optimistic concurrency control (Kung and Robinson, "On Optimistic Methods for
 * Concurrency Control", 1981) with ranges, so that phantoms are conflicts too.
 */
final class RecentWrites {
    private static final int LIMIT = 32_768;

    private final ArrayDeque<Written> writes = new ArrayDeque<>();
    private final ArrayDeque<WrittenRange> ranges = new ArrayDeque<>();
    private final Map<RowKey, Long> last = new HashMap<>();
    private long forgotten;

    private record Written(RowKey key, long version) {}

    private record WrittenRange(byte[] from, byte[] to, long version) {}

    RecentWrites(long version) {
        forgotten = version;
    }

    /** A key on which the reads of a view conflict with later writes, or null. */
    @Nullable
    RowKey conflict(ReadSet reads, long view) {
        if (view < forgotten) {
            return new RowKey(new byte[0]);
        }
        for (RowKey key : reads.keys) {
            Long version = last.get(key);
            if (version != null && version > view) {
                return key;
            }
        }
        for (Iterator<WrittenRange> newest = ranges.descendingIterator(); newest.hasNext(); ) {
            WrittenRange range = newest.next();
            if (range.version <= view) {
                break;
            }
            RowKey key = conflict(reads, range);
            if (key != null) {
                return key;
            }
        }
        return reads.ranges.isEmpty() ? null : conflictInRanges(reads, view);
    }

    private static @Nullable RowKey conflict(ReadSet reads, WrittenRange written) {
        ReadSet.Range range = new ReadSet.Range(written.from, written.to);
        for (RowKey key : reads.keys) {
            if (range.contains(key.bytes)) {
                return key;
            }
        }
        for (ReadSet.Range read : reads.ranges) {
            if (read.overlaps(written.from, written.to)) {
                return new RowKey(read.from());
            }
        }
        return null;
    }

    private @Nullable RowKey conflictInRanges(ReadSet reads, long view) {
        for (Iterator<Written> newest = writes.descendingIterator(); newest.hasNext(); ) {
            Written written = newest.next();
            if (written.version <= view) {
                return null;
            }
            for (ReadSet.Range range : reads.ranges) {
                if (range.contains(written.key.bytes)) {
                    // The range, not the row: all who fight over a range must meet at one lock.
                    return new RowKey(range.from());
                }
            }
        }
        return null;
    }

    void add(Batch batch, long version) {
        for (Batch.Write write : batch.writes()) {
            if (write instanceof Batch.Write.DeleteRange range) {
                ranges.addLast(new WrittenRange(range.key(), range.end(), version));
                if (ranges.size() > LIMIT) {
                    forgotten = Math.max(forgotten, ranges.removeFirst().version);
                }
            } else {
                RowKey key = new RowKey(write.key());
                writes.addLast(new Written(key, version));
                last.put(key, version);
                if (writes.size() > LIMIT) {
                    forget(writes.removeFirst());
                }
            }
        }
    }

    private void forget(Written written) {
        forgotten = Math.max(forgotten, written.version);
        last.remove(written.key, written.version);
    }

    /** Forgets everything: views before this commit conflict. */
    void replacedAll(long version) {
        writes.clear();
        ranges.clear();
        last.clear();
        forgotten = version;
    }
}
