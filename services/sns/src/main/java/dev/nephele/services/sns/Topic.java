package dev.nephele.services.sns;

import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RegionTable;
import dev.nephele.storage.table.Row;
import dev.nephele.storage.table.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A topic.
 *
 * @param dataProtection the data protection policy as it was given
 */
@Row
record Topic(TopicAttributes attributes, Map<String, String> tags, Optional<String> dataProtection, Instant created) {
    /** All topics, by name. */
    static final RegionTable<String, Topic> TABLE = Table.regional(0x1801, KeyCodec.text(), TopicLayout.ROW);

    Topic withAttributes(TopicAttributes changed) {
        return new Topic(changed, tags, dataProtection, created);
    }

    Topic withTags(Map<String, String> changed) {
        return new Topic(attributes, changed, dataProtection, created);
    }

    Topic withDataProtection(Optional<String> changed) {
        return new Topic(attributes, tags, changed, created);
    }
}
