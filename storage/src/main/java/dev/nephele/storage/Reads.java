package dev.nephele.storage;

import dev.nephele.kernel.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * What was read: keys, present or not, and ranges. It says of which rows a later commit must not find another value, if
 * what was concluded from them is to hold. Not safe for use by several threads while it grows.
 */
public final class Reads {
    private final List<byte[]> keys = new ArrayList<>();
    private final List<Range> ranges = new ArrayList<>();
    private final List<Reads> included = new ArrayList<>(2);

    /** The keys of {@code [from, to)}. */
    public record Range(byte[] from, byte[] to) {}

    /** A range of rows to be walked. */
    public interface Scanner {
        void scan(byte[] from, byte[] to, boolean reverse, View.Visitor visitor);
    }

    void key(byte[] key) {
        keys.add(key);
    }

    void range(Range range) {
        ranges.add(range);
    }

    /** Counts what was read elsewhere, of which it is known that it has not changed since. */
    public void include(Reads others) {
        included.add(others);
    }

    /** Hands over every key and every range. */
    public void each(Consumer<byte[]> key, Consumer<Range> range) {
        keys.forEach(key);
        ranges.forEach(range);
        included.forEach(others -> others.each(key, range));
    }

    /** Walks a range and answers the part of it that was read: it ends where the visitor stopped. */
    public static Range scanned(Scanner below, byte[] from, byte[] to, boolean reverse, View.Visitor visitor) {
        byte[][] stoppedAt = new byte[1][];
        // The visitor may itself read, or fail: what it was given counts as read before it is asked.
        boolean[] whole = {true};
        below.scan(from, to, reverse, (key, value) -> {
            stoppedAt[0] = key;
            whole[0] = false;
            boolean more = visitor.row(key, value);
            whole[0] = more;
            return more;
        });
        byte[] last = stoppedAt[0];
        if (whole[0] || last == null) {
            return new Range(from, to);
        }
        return reverse ? new Range(last, to) : new Range(from, Arrays.copyOf(last, last.length + 1));
    }
}
