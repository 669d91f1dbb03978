package dev.nephele.services.iam;

import dev.nephele.kernel.View;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.storage.table.Rows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items what the page holds, in the list's order
 * @param marker where the next page begins; empty on the last page
 */
record Page<T>(List<T> items, Optional<String> marker) {
    /** What a page holds when the request does not say (IAM API Reference, {@code MaxItems}). */
    private static final int DEFAULT_ITEMS = 100;

    /**
     * How many rows a filtered page looks at before it answers with less than was asked for, as IAM may.
     */
    private static final int ROWS_LOOKED_AT = 20_000;

    /** What a request says about the page it wants. */
    record Request(Optional<String> after, int items) {
        /**
         * Reads the members {@code Marker} and {@code MaxItems}.
         *
         * @throws dev.nephele.model.ServiceException {@code ValidationError} if the marker is none of ours
         */
        static Request of(@Nullable String marker, @Nullable Integer maxItems) {
            int items = maxItems == null ? DEFAULT_ITEMS : maxItems;
            return new Request(Optional.ofNullable(marker).map(Request::decode), items);
        }

        private static String decode(String marker) {
            try {
                return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw Problems.validation("Invalid Marker.");
            }
        }
    }

    static String encode(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    boolean truncated() {
        return marker.isPresent();
    }

    /** The marker, or null. */
    @Nullable
    String next() {
        return marker.orElse(null);
    }

    /** Whether an entity lies under a path; no path is all of them. */
    static boolean isUnder(@Nullable String pathPrefix, Entity entity) {
        return pathPrefix == null || entity.path().startsWith(pathPrefix);
    }

    /** A page of a table whose keys are text, leaving out rows that the filter refuses. */
    static <V> Page<V> of(Rows<String, V> rows, View view, Request request, BiPredicate<String, V> filter) {
        return of(rows, view, request, filter, key -> key);
    }

    /**
     * The same where the marker says more than the key.
     *
     * @param position what the marker of a key is; the request's position is the key itself
     */
    static <V> Page<V> of(
            Rows<String, V> rows,
            View view,
            Request request,
            BiPredicate<String, V> filter,
            UnaryOperator<String> position) {
        List<V> items = new ArrayList<>();
        String[] last = {request.after().orElse("")};
        boolean[] more = new boolean[1];
        int[] looked = new int[1];
        rows.scan().after(request.after()).each(view, (key, value) -> {
            boolean wanted = filter.test(key, value);
            if (wanted && items.size() == request.items() || looked[0] == ROWS_LOOKED_AT) {
                more[0] = true;
                return false;
            }
            looked[0]++;
            last[0] = key;
            if (wanted) {
                items.add(value);
            }
            return true;
        });
        return new Page<>(items, more[0] ? Optional.of(encode(position.apply(last[0]))) : Optional.empty());
    }

    /** A page of a short list that is in memory; the marker is the number of items before it. */
    static <T> Page<T> of(List<T> all, Request request) {
        int from = request.after().map(Page::number).orElse(0);
        if (from > all.size()) {
            return new Page<>(List.of(), Optional.empty());
        }
        int to = Math.min(all.size(), from + request.items());
        return new Page<>(
                List.copyOf(all.subList(from, to)),
                to < all.size() ? Optional.of(encode(Integer.toString(to))) : Optional.empty());
    }

    /** A page from what was read for it: at most one item more than it holds. */
    static <T> Page<T> cut(List<T> read, Request request, Function<T, String> position) {
        if (read.size() <= request.items()) {
            return new Page<>(read, Optional.empty());
        }
        List<T> items = List.copyOf(read.subList(0, request.items()));
        return new Page<>(items, Optional.of(encode(position.apply(items.getLast()))));
    }

    /** The page with each item turned into something, or left out. */
    <R> Page<R> map(Function<T, Optional<R>> function) {
        return new Page<>(items.stream().map(function).flatMap(Optional::stream).toList(), marker);
    }

    private static int number(String position) {
        try {
            int number = Integer.parseInt(position);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through: no marker of this list looks like that.
        }
        throw Problems.validation("Invalid Marker.");
    }
}
