package dev.nephele.storage.commit;

import dev.nephele.storage.table.Table;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * For each table, and for each account in it, the number of the last commit that changed a row there.
 *
 * <p>A view at {@code v} is told that number if it is not above {@code v}, and else {@code v} itself. Either way the
 * number names a commit whose state of the table was the view's, so equal numbers mean equal states, also when the
 * history in between was forgotten.
 */
final class ChangeCounters {
    private static final int LIMIT = 200_000;
    private static final long ACCOUNT = 1L << 60;
    private static final int TABLE_BYTES = 2;
    private static final int ACCOUNT_BYTES = 7;

    private final Map<Long, Long> changed;
    private final int limit;
    /** What the one thread that writes wrote last. */
    private final Latest latestTable = new Latest();

    private final Latest latestAccount = new Latest();
    private volatile long floor;

    private static final class Latest {
        private long packed = -1;
        private long version;

        /** Whether this is another change than the one before; a commit often writes many rows of one table. */
        boolean isNew(long packed, long version) {
            boolean isNew = this.packed != packed || this.version != version;
            this.packed = packed;
            this.version = version;
            return isNew;
        }
    }

    ChangeCounters(long floor) {
        this(floor, new ConcurrentHashMap<>(), LIMIT);
    }

    /** @param changed safe for use by many threads */
    ChangeCounters(long floor, Map<Long, Long> changed, int limit) {
        this.floor = floor;
        this.changed = changed;
        this.limit = limit;
    }

    long version(byte[] prefix, long view) {
        if (!Table.isCounted(prefix)) {
            return view;
        }
        // In this order, for the writer raises the floor before it forgets what lies below.
        Long last = changed.get(packed(prefix, prefix.length));
        long forgotten = floor;
        return Math.min(view, last == null ? forgotten : Math.max(last, forgotten));
    }

    void wrote(byte[] key, long version) {
        if (key.length < TABLE_BYTES) {
            floor = version;
            return;
        }
        long table = packed(key, TABLE_BYTES);
        if (latestTable.isNew(table, version)) {
            changed.put(table, version);
        }
        if (key.length >= ACCOUNT_BYTES && !Table.isPartitionWide(key)) {
            long account = packed(key, ACCOUNT_BYTES);
            if (!latestAccount.isNew(account, version)) {
                return;
            }
            if (changed.size() > limit) {
                floor = version;
                changed.clear();
            }
            changed.put(account, version);
        }
    }

    void deletedRange(byte[] from, byte[] to, long version) {
        if (from.length >= ACCOUNT_BYTES && isWithin(from, to, ACCOUNT_BYTES)
                || isWithin(from, to, TABLE_BYTES) && Table.isPartitionWide(from)) {
            wrote(from, version);
        } else {
            floor = version;
        }
    }

    void replacedAll(long version) {
        floor = version;
    }

    private static boolean isWithin(byte[] from, byte[] to, int length) {
        return from.length >= length && Arrays.compareUnsigned(to, Table.end(Arrays.copyOf(from, length))) <= 0;
    }

    private static long packed(byte[] key, int length) {
        long packed = length == ACCOUNT_BYTES ? ACCOUNT : 0;
        for (int i = 0; i < length; i++) {
            packed |= (key[i] & 0xffL) << 8 * i;
        }
        return packed;
    }
}
