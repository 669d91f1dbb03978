package dev.nephele.services.s3;

import dev.nephele.kernel.View;
import dev.nephele.storage.table.KeyWriter;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing of keys. Keys that share a beginning up to the delimiter are rolled up into one common prefix;
 * the walk jumps over them instead of reading them, unless it must look whether any of them counts.
 *
 * @param prefix that keys begin with
 * @param delimiter empty for none
 * @param most entries, keys and common prefixes together
 */
record ListingWalk(String bucket, String prefix, String delimiter, int most) {

    /** What a page holds. {@code last} is its last key or common prefix, if more follow. */
    record Page<V>(List<V> items, List<String> prefixes, Optional<String> last) {
        int size() {
            return items.size() + prefixes.size();
        }
    }

    /** A key and its row. */
    record Entry<K, V>(K key, V value) {}

    /**
     * Walks a table whose rows begin with bucket and key.
     *
     * @param counts whether a row is listed
     * @param start narrows the scan to what follows the last page
     */
    <K, V> Page<Entry<K, V>> walk(
            View view,
            Rows<K, V> rows,
            Function<K, String> keyOf,
            Predicate<V> counts,
            UnaryOperator<Scan<K, V>> start) {
        List<Entry<K, V>> items = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String[] last = new String[1];
        boolean[] more = new boolean[1];
        Scan<K, V> scan = start.apply(rows.scan().under(at(prefix)));
        boolean again = most > 0;
        while (again) {
            String[] jump = new String[1];
            scan.each(view, (key, value) -> {
                if (!counts.test(value)) {
                    return true;
                }
                if (items.size() + prefixes.size() == most) {
                    more[0] = true;
                    return false;
                }
                String common = common(keyOf.apply(key));
                if (common == null) {
                    items.add(new Entry<>(key, value));
                    last[0] = keyOf.apply(key);
                    return true;
                }
                prefixes.add(common);
                last[0] = common;
                jump[0] = common;
                return false;
            });
            again = jump[0] != null;
            if (again) {
                scan = scan.past(at(jump[0]));
            }
        }
        return new Page<>(items, prefixes, more[0] ? Optional.of(last[0]) : Optional.empty());
    }

    /** Where the keys of the bucket begin that have this beginning. */
    Consumer<KeyWriter> at(String beginning) {
        return out -> out.text(bucket).beginning(beginning);
    }

    /** The delimiter as answers repeat it; null for none. */
    @Nullable
    String shownDelimiter() {
        return delimiter.isEmpty() ? null : delimiter;
    }

    /** The common prefix that a listing after a marker passes over, since the marker is it or lies in it; or null. */
    @Nullable
    String passed(String marker) {
        return marker.startsWith(prefix) ? common(marker) : null;
    }

    /** The common prefix that a key is rolled up into, or null. */
    @Nullable
    String common(String key) {
        if (delimiter.isEmpty()) {
            return null;
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? null : key.substring(0, at + delimiter.length());
    }
}
