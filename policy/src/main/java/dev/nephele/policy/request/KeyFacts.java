package dev.nephele.policy.request;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is to be known of a condition key's name before its values are set, computed once for the names that calls have
 * again and again.
 *
 * @param hash that of {@link Fold}
 * @param multivalued whether the key has many values, even where it has just one
 */
record KeyFacts(int hash, boolean multivalued) {
    /** Names with a tag key in them can be made up without end; those beyond the bound are computed each time. */
    private static final int KEPT = 4096;

    private static final Map<String, KeyFacts> KNOWN = new ConcurrentHashMap<>();

    static KeyFacts of(String name) {
        KeyFacts known = KNOWN.get(name);
        if (known == null) {
            known = new KeyFacts(Fold.hash(name), MultivaluedKeys.contains(name));
            if (KNOWN.size() < KEPT) {
                KNOWN.put(name, known);
            }
        }
        return known;
    }
}
