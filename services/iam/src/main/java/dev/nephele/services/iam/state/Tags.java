package dev.nephele.services.iam.state;

import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags of an entity. Keys keep their case, but two keys that differ in case only are the same key; the last one wins
 * (IAM User Guide, "Tags for AWS Identity and Access Management resources").
 *
 * @param map in the order of keys without regard to case; looked up likewise
 */
public record Tags(Map<String, String> map) {
    public static final Tags NONE = new Tags(Map.of());

    public Tags {
        TreeMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(map);
        map = Collections.unmodifiableMap(copy);
    }

    /** These tags and the other ones, which win. */
    public Tags with(Map<String, String> more) {
        TreeMap<String, String> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        merged.putAll(map);
        more.forEach((key, value) -> {
            merged.remove(key);
            merged.put(key, value);
        });
        return new Tags(merged);
    }

    /** These tags without some keys; keys that are not there are ignored. */
    public Tags without(Collection<String> keys) {
        TreeMap<String, String> left = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        left.putAll(map);
        keys.forEach(left::remove);
        return new Tags(left);
    }

    void write(RowWriter out) {
        out.texts(map);
    }

    static Tags read(RowReader in) {
        return new Tags(in.textMap());
    }
}
