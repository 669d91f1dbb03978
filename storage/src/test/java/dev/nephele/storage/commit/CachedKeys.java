package dev.nephele.storage.commit;

import java.util.List;

/** The keys that a store answers from memory, for tests that hold its answers against the engine's. */
public final class CachedKeys {
    private CachedKeys() {}

    public static List<byte[]> of(EmbeddedStore store) {
        return store.cache.rows.asMap().keySet().stream().map(key -> key.bytes).toList();
    }
}
