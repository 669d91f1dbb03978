package dev.nephele.storage.commit;

import dev.nephele.storage.Reads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a transaction has read: keys, present or not, and ranges. */
final class ReadSet {
    final Set<RowKey> keys = new HashSet<>();
    final List<Range> ranges = new ArrayList<>();

    /** What was read through a view. */
    static ReadSet of(Reads reads) {
        ReadSet set = new ReadSet();
        reads.each(key -> set.keys.add(new RowKey(key)), range -> set.ranges.add(new Range(range.from(), range.to())));
        return set;
    }

    /** The keys of {@code [from, to)}. */
    record Range(byte[] from, byte[] to) {
        boolean contains(byte[] key) {
            return Arrays.compareUnsigned(key, from) >= 0 && Arrays.compareUnsigned(key, to) < 0;
        }

        boolean overlaps(byte[] otherFrom, byte[] otherTo) {
            return Arrays.compareUnsigned(otherFrom, to) < 0 && Arrays.compareUnsigned(from, otherTo) < 0;
        }
    }
}
