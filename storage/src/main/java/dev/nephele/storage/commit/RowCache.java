package dev.nephele.storage.commit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The newest value of rows that were read before, decoded; also that a row is absent. Bounded by weight.
 *
 * <p>An entry says: from commit {@code from} until now the key has this value. The committer changes entries before it
 * publishes a commit, so for a view at {@code v >= from} the entry is right, and for an older view the engine's snapshot
 * is asked. What must not happen is that a reader of an old state puts in its value after the committer has passed. So
 * the committer first notes its number in the key's stripe and then changes the entry, and a reader puts its value in
 * only if, inside the map's own lock on the key, the stripe's number is not above its view's: whichever of the two comes
 * second sees the other. This needs the committer to take that lock also for a key it does not find, as {@code compute}
 * does and {@code computeIfPresent} does not: the key may be just about to be put in.
 *
 * <p>Removal of a range has no key to lock, so it excludes all putting in. It finds its keys in {@code ordered}, which
 * has every key of the map, and gains and loses it under the same lock.
 */
final class RowCache {
    private static final long WEIGHT = 48L << 20;
    private static final int LARGEST = 64 << 10;
    private static final int STRIPES = 1 << 14;

    final Cache<RowKey, Entry> rows = Caffeine.newBuilder()
            .maximumWeight(WEIGHT)
            .weigher((RowKey key, Entry entry) -> key.bytes.length + 2 * entry.length + 220)
            .evictionListener((key, entry, cause) -> forget(key))
            .executor(Runnable::run)
            .build();
    final ConcurrentSkipListSet<RowKey> ordered = new ConcurrentSkipListSet<>();
    private final AtomicLongArray written = new AtomicLongArray(STRIPES);
    private final ReentrantReadWriteLock ranges = new ReentrantReadWriteLock();
    private final Runnable keeping;
    private long rangeWritten;

    RowCache() {
        this(() -> {});
    }

    /** @param keeping runs inside the lock on a key between the look at its stripe and putting in its value */
    RowCache(Runnable keeping) {
        this.keeping = keeping;
    }

    <V> @Nullable V get(byte[] bytes, Function<byte[], V> decoder, Published at) {
        RowKey key = new RowKey(bytes);
        Entry entry = rows.getIfPresent(key);
        if (entry != null && entry.from <= at.version) {
            return entry.value(decoder);
        }
        byte[] raw = at.snapshot.get(bytes);
        if (entry == null && (raw == null || raw.length <= LARGEST)) {
            Entry fresh = new Entry(at.version, raw);
            V value = fresh.value(decoder);
            keep(key, fresh, at.version);
            return value;
        }
        return raw == null ? null : decoder.apply(raw);
    }

    private void keep(RowKey key, Entry fresh, long version) {
        if (ranges.readLock().tryLock()) {
            try {
                rows.asMap().computeIfAbsent(key, k -> {
                    if (!isUnchangedSince(k, version)) {
                        return null;
                    }
                    keeping.run();
                    ordered.add(k);
                    return fresh;
                });
            } finally {
                ranges.readLock().unlock();
            }
        }
    }

    private boolean isUnchangedSince(RowKey key, long version) {
        return written.get(key.hashCode() & STRIPES - 1) <= version && rangeWritten <= version;
    }

    /** The committer's word that a key has a new value, or none, from this commit on. */
    void wrote(RowKey key, byte @Nullable [] value, long version) {
        written.set(key.hashCode() & STRIPES - 1, version);
        rows.asMap().compute(key, (k, old) -> {
            if (old == null) {
                return null;
            }
            if (value != null && value.length > LARGEST) {
                forget(k);
                return null;
            }
            return new Entry(version, value);
        });
    }

    private void forget(@Nullable RowKey key) {
        if (key != null) {
            ordered.remove(key);
        }
    }

    /** The committer's word that all rows of a range are gone from this commit on. */
    void deletedRange(byte[] from, byte[] to, long version) {
        if (Arrays.compareUnsigned(from, to) >= 0) {
            return;
        }
        ranges.writeLock().lock();
        try {
            rangeWritten = version;
            for (RowKey key : ordered.subSet(new RowKey(from), new RowKey(to))) {
                rows.invalidate(key);
                ordered.remove(key);
            }
        } finally {
            ranges.writeLock().unlock();
        }
    }

    /** The committer's word that the whole state is another one from this commit on. */
    void replacedAll(long version) {
        ranges.writeLock().lock();
        try {
            rangeWritten = version;
            rows.invalidateAll();
            ordered.clear();
        } finally {
            ranges.writeLock().unlock();
        }
    }

    /** A value that is decoded by its first reader. */
    static final class Entry {
        final long from;
        final int length;
        private volatile @Nullable Object value;
        private volatile boolean decoded;

        Entry(long from, byte @Nullable [] raw) {
            this.from = from;
            this.length = raw == null ? 0 : raw.length;
            this.value = raw;
            this.decoded = raw == null;
        }

        /** All readers of one key use one decoder, so that what is kept has the type they expect. */
        @SuppressWarnings("unchecked")
        <V> @Nullable V value(Function<byte[], V> decoder) {
            if (decoded) {
                return (V) value;
            }
            synchronized (this) {
                if (!decoded) {
                    value = decoder.apply((byte[]) value);
                    decoded = true;
                }
                return (V) value;
            }
        }
    }
}
