package dev.nephele.storage.time;

import dev.nephele.storage.table.Row;
import java.time.Duration;
import java.time.Instant;

/** One move of the clock: from this wall time on, virtual time runs from {@code virtual}, or stands there. */
@Row
record Move(Instant wall, Instant virtual, boolean frozen) {
    /** Before any move both times are the same. */
    static final Move NONE = new Move(Instant.EPOCH, Instant.EPOCH, false);

    Instant virtualAt(Instant at) {
        return frozen ? virtual : virtual.plus(Duration.between(wall, at));
    }

    Duration offset() {
        return Duration.between(wall, virtual);
    }
}
