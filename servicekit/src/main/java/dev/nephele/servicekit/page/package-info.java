/**
 * Lists in pages.
 *
 * <p>A service has one {@link dev.nephele.servicekit.page.Pages}, which knows the service and how it refuses a token that
 * is none. An operation says what it lists and under which filter, which page is {@linkplain
 * dev.nephele.servicekit.page.Wanted wanted}, and where the rows come from; it gets the {@linkplain
 * dev.nephele.servicekit.page.Page page}. Start with {@link dev.nephele.servicekit.page.Pages}.
 *
 * <p>A token is base64url, without padding, of the sealed place where its page ended. Invariants: it says nothing but how
 * long that place is; it opens only for the operation, account, Region and filter that it was given to; a list read to
 * its end shows once whatever is there all the while.
 */
@NullMarked
package dev.nephele.servicekit.page;

import org.jspecify.annotations.NullMarked;
