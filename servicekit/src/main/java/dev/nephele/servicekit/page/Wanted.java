package dev.nephele.servicekit.page;

import dev.nephele.kernel.View;
import dev.nephele.storage.table.Scan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The page that a request wants of a list. The operation says where the items come from: rows, keys, a list in memory, or
 * a walk of its own with places that are texts. One list always uses the same of these.
 */
public final class Wanted {
    private final Listing listing;
    /** What every place of this part of the list begins with. */
    private final byte[] part;
    /** The place where the last page ended; empty for the beginning. */
    private final byte[] after;

    private final int most;
    private final int looks;

    Wanted(Listing listing, byte[] after, int most) {
        this(listing, new byte[0], after, most, Integer.MAX_VALUE);
    }

    private Wanted(Listing listing, byte[] part, byte[] after, int most, int looks) {
        this.listing = listing;
        this.part = part;
        this.after = after;
        this.most = most;
        this.looks = looks;
    }

    /** How many items the page holds at most. */
    public int most() {
        return most;
    }

    /** The same, but a page ends after so many rows were looked at, however few of them are shown. */
    public Wanted looking(int rows) {
        return new Wanted(listing, part, after, most, rows);
    }

    /** Of a list that is several, one after the other: the number of the one in which the last page ended. */
    public int part() {
        return after.length == 0 ? 0 : after[0];
    }

    /**
     * What is wanted of one of several lists.
     *
     * @param number 0 for the first, to 127
     * @param left how many items the page still has room for
     */
    public Wanted part(int number, int left) {
        boolean begun = after.length > 0 && after[0] == number;
        byte[] rest = begun ? Arrays.copyOfRange(after, 1, after.length) : new byte[0];
        return new Wanted(listing, new byte[] {(byte) number}, rest, left, looks);
    }

    /** A page of rows. What the function answers for a row is the item; a row of which it answers nothing is left out. */
    public <K, V, R> Page<R> rows(View view, Scan<K, V> scan, BiFunction<K, V, Optional<R>> shown) {
        List<R> items = new ArrayList<>();
        int[] looked = new int[1];
        List<K> last = new ArrayList<>(1);
        boolean[] more = new boolean[1];
        begun(scan).each(view, (key, value) -> {
            Optional<R> item = looked[0] == looks ? Optional.empty() : shown.apply(key, value);
            if (looked[0]++ == looks || item.isPresent() && items.size() == most) {
                more[0] = true;
                return false;
            }
            item.ifPresent(items::add);
            last.clear();
            last.add(key);
            return true;
        });
        return page(items, more[0], last.isEmpty() ? after : scan.place(last.getFirst()));
    }

    /** A page of keys, of which all are shown; their rows are not read. */
    public <K, V> Page<K> keys(View view, Scan<K, V> scan) {
        List<K> read = begun(scan).limit(most + 1).keys(view);
        List<K> items = read.subList(0, Math.min(most, read.size()));
        return page(items, items.size() < read.size(), items.isEmpty() ? after : scan.place(items.getLast()));
    }

    /** A page of a list in memory; its place is the number of items before it. */
    public <T> Page<T> of(List<T> all) {
        int from = after.length == Integer.BYTES ? ByteBuffer.wrap(after).getInt() : 0;
        List<T> items = all.stream().skip(from).limit(most).toList();
        int to = from + items.size();
        return page(
                items,
                to < all.size(),
                ByteBuffer.allocate(Integer.BYTES).putInt(to).array());
    }

    /** Where the last page ended, if this is not the first: what {@link #token} was told. */
    public Optional<String> after() {
        return after.length == 0 ? Optional.empty() : Optional.of(new String(after, StandardCharsets.UTF_8));
    }

    /** The token of a page that ends at a place; of a part, an empty one is its beginning. */
    public String token(String place) {
        return token(place.getBytes(StandardCharsets.UTF_8));
    }

    private <K, V> Scan<K, V> begun(Scan<K, V> scan) {
        return after.length == 0 ? scan : scan.afterPlace(after);
    }

    private <T> Page<T> page(List<T> items, boolean more, byte[] place) {
        return new Page<>(items, more ? Optional.of(token(place)) : Optional.empty());
    }

    private String token(byte[] place) {
        byte[] whole = Arrays.copyOf(part, part.length + place.length);
        System.arraycopy(place, 0, whole, part.length, place.length);
        return listing.token(whole);
    }
}
