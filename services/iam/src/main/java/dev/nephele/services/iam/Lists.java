package dev.nephele.services.iam;

import dev.nephele.kernel.Call;
import dev.nephele.servicekit.page.Pages;
import dev.nephele.servicekit.page.Wanted;
import dev.nephele.servicekit.seal.CloudKey;
import org.jspecify.annotations.Nullable;

/** How IAM shows lists: by {@code Marker} and {@code MaxItems}. */
final class Lists {
    /** What a page holds when the request does not say (IAM API Reference, {@code MaxItems}). */
    private static final int DEFAULT_ITEMS = 100;

    /** How many rows a filtered page looks at before it answers with less than was asked for, as IAM may. */
    private static final int ROWS_LOOKED_AT = 20_000;

    private final Pages pages;

    Lists(CloudKey key) {
        this.pages = new Pages(key, "iam", marker -> Problems.validation("Invalid Marker."));
    }

    /**
     * The page that a request wants.
     *
     * @param filter see {@link Pages#of}
     * @throws dev.nephele.model.ServiceException {@code ValidationError} if the marker is none of the list's
     */
    Wanted page(
            String operation,
            Call call,
            @Nullable String marker,
            @Nullable Integer maxItems,
            @Nullable Object... filter) {
        return pages.of(operation, call, filter)
                .page(marker, maxItems == null ? DEFAULT_ITEMS : maxItems)
                .looking(ROWS_LOOKED_AT);
    }
}
