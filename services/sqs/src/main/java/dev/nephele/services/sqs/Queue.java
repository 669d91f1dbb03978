package dev.nephele.services.sqs;

import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A queue.
 *
 * @param id begins the keys of all its rows; another one when a queue of the same name is made again
 * @param purged when it was last purged
 */
record Queue(
        String id,
        Instant created,
        Instant modified,
        QueueAttributes attributes,
        Map<String, String> tags,
        Optional<Instant> purged) {

    Queue withAttributes(QueueAttributes changed, Instant at) {
        return new Queue(id, created, at, changed, tags, purged);
    }

    Queue withTags(Map<String, String> changed) {
        return new Queue(id, created, modified, attributes, changed, purged);
    }

    Queue purged(Instant at) {
        return new Queue(id, created, modified, attributes, tags, Optional.of(at));
    }

    static void write(Queue queue, RowWriter out) {
        out.text(queue.id)
                .instant(queue.created)
                .instant(queue.modified)
                .texts(queue.attributes.values())
                .texts(queue.tags)
                .optionalInstant(queue.purged);
    }

    static Queue read(RowReader in) {
        return new Queue(
                in.text(),
                in.instant(),
                in.instant(),
                new QueueAttributes(in.textMap()),
                in.textMap(),
                in.optionalInstant());
    }
}
