package dev.nephele.policy.language;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

/**
 * Compiled policies by their text, bounded by the characters they hold. Safe for all threads. Texts are compared, not
 * only hashed, so no text can take another's place.
 */
public final class Policies {
    /** The characters of text kept compiled by default; compiled forms take some ten bytes for each. */
    public static final long DEFAULT_CHARACTERS = 8L << 20;

    private final LoadingCache<String, Policy> compiled;

    /** @param characters how much text is kept compiled */
    public Policies(long characters) {
        this.compiled = Caffeine.newBuilder()
                .maximumWeight(characters)
                .weigher((String text, Policy policy) -> text.length() + 64)
                .executor(Runnable::run)
                .build(Policy::compile);
    }

    /**
     * The compiled form of a document.
     *
     * @throws PolicyFormatException if the text is not a policy
     */
    public Policy compile(String document) {
        return compiled.get(document);
    }
}
