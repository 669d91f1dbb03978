package dev.nephele.storage.blob;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Which large payloads are being read, each by how many. What is leased keeps its bytes though it is deleted. */
final class Leases {
    private final ConcurrentMap<String, Integer> readers = new ConcurrentHashMap<>();

    void take(Collection<BlobId> ids) {
        ids.forEach(id -> readers.merge(id.value(), 1, Integer::sum));
    }

    void end(Collection<BlobId> ids) {
        ids.forEach(id -> readers.computeIfPresent(id.value(), (name, count) -> count == 1 ? null : count - 1));
    }

    boolean has(String id) {
        return readers.containsKey(id);
    }
}
