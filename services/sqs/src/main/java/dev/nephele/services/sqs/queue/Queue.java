package dev.nephele.services.sqs.queue;

import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RegionTable;
import dev.nephele.storage.table.Row;
import dev.nephele.storage.table.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A queue.
 *
 * @param id begins the keys of all its rows; another one when a queue of the same name is made again
 * @param purged when it was last purged
 */
@Row
public record Queue(
        String id,
        Instant created,
        Instant modified,
        QueueAttributes attributes,
        Map<String, String> tags,
        Optional<Instant> purged) {
    /** All queues, by name. */
    public static final RegionTable<String, Queue> TABLE = Table.regional(0x1301, KeyCodec.text(), QueueLayout.ROW);

    public Queue withAttributes(QueueAttributes changed, Instant at) {
        return new Queue(id, created, at, changed, tags, purged);
    }

    public Queue withTags(Map<String, String> changed) {
        return new Queue(id, created, modified, attributes, changed, purged);
    }

    public Queue purged(Instant at) {
        return new Queue(id, created, modified, attributes, tags, Optional.of(at));
    }
}
