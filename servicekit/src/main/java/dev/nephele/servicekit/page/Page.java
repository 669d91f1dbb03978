package dev.nephele.servicekit.page;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items what the page holds, in the list's order
 * @param token where the next page begins; empty on the last page
 */
public record Page<T>(List<T> items, Optional<String> token) {
    public Page {
        items = List.copyOf(items);
    }

    /** Whether more follows. */
    public boolean isTruncated() {
        return token.isPresent();
    }

    /** The token, or null. */
    public @Nullable String next() {
        return token.orElse(null);
    }
}
