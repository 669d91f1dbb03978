package dev.nephele.policy.evaluate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was made of a run of bytes, found again by the same bytes. Finding hashes and compares, and allocates nothing.
 * Bounded by entries and bytes: a full table starts anew. For one thread.
 */
final class SliceTable<V> {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private record Entry<V>(long hash, byte[] bytes, V value) {}

    private final int mostEntries;
    private final long mostBytes;
    private @Nullable Entry<V>[] slots;
    private int entries;
    private long bytes;

    SliceTable(int mostEntries, long mostBytes) {
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
        this.slots = slots(64);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <V> @Nullable Entry<V>[] slots(int count) {
        return new Entry[count];
    }

    /** The hash to find and put with. */
    static long hash(byte[] buffer, int from, int to) {
        long hash = to - from;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = (hash ^ (long) LONGS.get(buffer, at)) * PRIME;
            hash ^= hash >>> 29;
        }
        for (; at < to; at++) {
            hash = (hash ^ buffer[at]) * PRIME;
        }
        return hash ^ hash >>> 32;
    }

    @Nullable
    V find(byte[] buffer, int from, int to, long hash) {
        int mask = slots.length - 1;
        for (int slot = (int) hash & mask; ; slot = slot + 1 & mask) {
            Entry<V> entry = slots[slot];
            if (entry == null) {
                return null;
            }
            if (entry.hash == hash && Arrays.equals(entry.bytes, 0, entry.bytes.length, buffer, from, to)) {
                return entry.value;
            }
        }
    }

    /** Adds what is not there. */
    void put(byte[] buffer, int from, int to, long hash, V value) {
        if (entries >= mostEntries || bytes + to - from > mostBytes) {
            slots = slots(64);
            entries = 0;
            bytes = 0;
        }
        if (entries * 2 >= slots.length) {
            @Nullable Entry<V>[] old = slots;
            slots = slots(old.length * 2);
            for (Entry<V> entry : old) {
                if (entry != null) {
                    insert(entry);
                }
            }
        }
        insert(new Entry<>(hash, Arrays.copyOfRange(buffer, from, to), value));
        entries++;
        bytes += to - from;
    }

    private void insert(Entry<V> entry) {
        int mask = slots.length - 1;
        int slot = (int) entry.hash & mask;
        while (slots[slot] != null) {
            slot = slot + 1 & mask;
        }
        slots[slot] = entry;
    }
}
