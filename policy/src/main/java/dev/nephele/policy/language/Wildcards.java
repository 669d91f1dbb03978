package dev.nephele.policy.language;

import dev.nephele.policy.request.Context;

/** Patterns with {@code *} and {@code ?}. */
public final class Wildcards {
    private Wildcards() {}

    /** Whether a text matches a pattern; case counts. */
    public static boolean matches(String pattern, String text) {
        return Template.of(pattern, true, false, false).matches(text, Context.EMPTY);
    }
}
