package dev.nephele.storage.history;

import dev.nephele.kernel.View;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Scan;
import dev.nephele.storage.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The rows that clients fight over: lists that grow by one unique element, until they are deleted and begin anew.
 *
 * <p>A version is {@code life:element,element}. A row that is absent has a version too, {@code life:} without elements:
 * whoever deletes a row leaves the number of the next life in a row beside it. That row is read only where the list is
 * absent, and the first append does not change it, so that it takes the place of no conflict.
 */
final class Lists {
    /** The version of a row that never was. */
    static final String NEVER = "0:";

    private static final int KEYS = 6;
    private static final int LONGEST = 60;
    private static final Rows<String, String> ROWS = Table.partition(0x7f04, KeyCodec.text(), RowCodec.text());
    private static final NavigableSet<String> NAMES = new TreeSet<>();

    static {
        for (int i = 0; i < KEYS; i++) {
            NAMES.add(name(i));
        }
    }

    private Lists() {}

    static NavigableSet<String> names() {
        return NAMES;
    }

    static String name(int number) {
        return "list%02d".formatted(number);
    }

    /** The version of a row. */
    static String get(View view, String key) {
        String value = ROWS.get(view, key);
        return value == null ? absent(view, key) : value;
    }

    private static String absent(View view, String key) {
        String life = ROWS.get(view, "after " + key);
        return life == null ? NEVER : life;
    }

    /** The versions of all rows of which a walk over {@code [from, to)} tells anything, also of those it did not meet. */
    static Map<String, String> walk(View view, String from, String to, boolean reverse, int limit) {
        Scan<String, String> scan = range(from, to).limit(limit);
        Map<String, String> met = new LinkedHashMap<>();
        (reverse ? scan.reverse() : scan).each(view, (key, value) -> {
            met.put(key, value);
            return true;
        });
        NavigableSet<String> told = NAMES.subSet(from, true, to, false);
        if (met.size() == limit) {
            String last = met.keySet().stream().skip(limit - 1L).findFirst().orElseThrow();
            told = reverse ? told.tailSet(last, true) : told.headSet(last, true);
        }
        for (String key : told) {
            if (!met.containsKey(key)) {
                met.put(key, absent(view, key));
            }
        }
        return met;
    }

    private static Scan<String, String> range(String from, String to) {
        return ROWS.scan().from(key -> key.text(from)).before(to);
    }

    static boolean isAbsent(String version) {
        return version.endsWith(":");
    }

    static boolean isLong(String version) {
        return version.length() > LONGEST;
    }

    /** Answers the new version. */
    static String append(Transaction transaction, String key, String version, long element) {
        String longer = isAbsent(version) ? version + element : version + "," + element;
        ROWS.put(transaction, key, longer);
        return longer;
    }

    static String delete(Transaction transaction, String key, String version) {
        ROWS.delete(transaction, key);
        return buried(transaction, key, version);
    }

    /** Deletes a range, of which these are the rows that there are. Answers their new versions. */
    static Map<String, String> deleteRange(Transaction transaction, String from, String to, Map<String, String> there) {
        range(from, to).delete(transaction);
        Map<String, String> versions = new LinkedHashMap<>();
        there.forEach((key, version) -> versions.put(key, buried(transaction, key, version)));
        return versions;
    }

    private static String buried(Transaction transaction, String key, String version) {
        long life = Long.parseLong(version.substring(0, version.indexOf(':')));
        String next = life + 1 + ":";
        ROWS.put(transaction, "after " + key, next);
        return next;
    }
}
