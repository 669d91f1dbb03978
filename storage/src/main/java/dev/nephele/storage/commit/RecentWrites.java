package dev.nephele.storage.commit;

import dev.nephele.storage.Batch;
import dev.nephele.storage.table.Table;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
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
    /** Batches of more rows are remembered by the tables they wrote. */
    private static final int SINGLY = 256;

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

    /**
     * Takes note of a commit. One of many rows, such as those of the record of calls, would push out what all others wrote,
     * so of it only the range of each table and account is kept: more conflicts than there are, never fewer.
     */
    void add(Batch batch, long version) {
        if (batch.writes().size() > SINGLY) {
            addWhole(batch, version);
            return;
        }
        for (Batch.Write write : batch.writes()) {
            if (write instanceof Batch.Write.DeleteRange range) {
                add(new WrittenRange(range.key(), range.end(), version));
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

    private void addWhole(Batch batch, long version) {
        Set<RowKey> prefixes = new HashSet<>();
        byte[] last = {};
        for (Batch.Write write : batch.writes()) {
            byte[] key = write.key();
            if (write instanceof Batch.Write.DeleteRange range) {
                add(new WrittenRange(range.key(), range.end(), version));
            } else if (last.length == 0 || !isBelow(last, key)) {
                last = Table.countedPrefix(key);
                prefixes.add(new RowKey(last));
            }
        }
        for (RowKey prefix : prefixes) {
            add(new WrittenRange(prefix.bytes, Table.end(prefix.bytes), version));
        }
    }

    private static boolean isBelow(byte[] prefix, byte[] key) {
        return key.length >= prefix.length && Arrays.equals(prefix, 0, prefix.length, key, 0, prefix.length);
    }

    private void add(WrittenRange range) {
        ranges.addLast(range);
        if (ranges.size() > LIMIT) {
            forgotten = Math.max(forgotten, ranges.removeFirst().version);
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
