package dev.nephele.wire.auth;

import org.jspecify.annotations.Nullable;

/**
 * A request without its body, exactly as it arrived. A signature covers bytes, so nothing in it may be decoded,
 * normalized or reordered.
 */
public interface HttpHead {
    String method();

    /** The path as sent, percent-encoding untouched; {@code /} at least. */
    String path();

    /** The query as sent, without the question mark, or null if there was none. */
    @Nullable String query();

    int headerCount();

    /** The name of one header line, in any case. */
    String headerName(int index);

    /** The value of one header line. Characters up to 0xff stand for bytes. */
    String headerValue(int index);

    /** The value of the first header line with a name, or null. */
    default @Nullable String header(String name) {
        int count = headerCount();
        for (int i = 0; i < count; i++) {
            if (name.equalsIgnoreCase(headerName(i))) {
                return headerValue(i);
            }
        }
        return null;
    }
}
