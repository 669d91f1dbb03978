package dev.nephele.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decoded parameters of a query or a form, in order, repeated names kept. A name without {@code =} has the empty
 * value. At most {@value #LIMIT} parameters are read (AWS's own bound is the size of the body).
 */
public final class Parameters {
    /** The most parameters one request may have. */
    public static final int LIMIT = 20_000;

    public static final Parameters NONE = new Parameters(List.of());

    private final List<String> pairs;

    private Parameters(List<String> pairs) {
        this.pairs = pairs;
    }

    /** Parameters from names and values in turn. */
    public static Parameters of(List<String> pairs) {
        return new Parameters(List.copyOf(pairs));
    }

    /** Reads a raw query or form; null when an escape is malformed, not UTF-8, or there are too many. */
    public static @Nullable Parameters parse(String raw) {
        return raw.isEmpty() ? NONE : parse(raw, NONE);
    }

    /** Reads a raw query or form; what it names comes before the given parameters. */
    public static @Nullable Parameters parse(String raw, Parameters after) {
        List<String> pairs = new ArrayList<>(16);
        int length = raw.length();
        for (int start = 0; start < length; ) {
            int end = raw.indexOf('&', start);
            if (end < 0) {
                end = length;
            }
            if (end > start) {
                int equals = raw.indexOf('=', start);
                boolean valued = equals >= 0 && equals < end;
                String name = Percent.decodeQuery(raw, start, valued ? equals : end);
                String value = valued ? Percent.decodeQuery(raw, equals + 1, end) : "";
                if (name == null || value == null || pairs.size() >= 2 * LIMIT) {
                    return null;
                }
                pairs.add(name);
                pairs.add(value);
            }
            start = end + 1;
        }
        pairs.addAll(after.pairs);
        return new Parameters(pairs);
    }

    public int size() {
        return pairs.size() / 2;
    }

    public String name(int index) {
        return pairs.get(2 * index);
    }

    public String value(int index) {
        return pairs.get(2 * index + 1);
    }

    /** The first value of a name, or null. */
    public @Nullable String get(String name) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                return pairs.get(i + 1);
            }
        }
        return null;
    }

    /** All values of a name in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                values.add(pairs.get(i + 1));
            }
        }
        return values;
    }

    public boolean contains(String name) {
        return get(name) != null;
    }
}
