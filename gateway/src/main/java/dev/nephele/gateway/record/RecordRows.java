package dev.nephele.gateway.record;

import dev.nephele.kernel.View;
import java.util.List;

/** Where the record's rows are kept. The storage room stands behind it. */
public interface RecordRows {
    /**
     * Stores rows without waiting for the disk. They become durable no later than any commit that begins afterwards, and
     * within a second in any case.
     */
    void append(List<Row> rows);

    /** Removes all rows of {@code [from, to)}. */
    void deleteRange(byte[] from, byte[] to);

    /** The newest state, with everything that was appended. */
    View view();

    /** One row. */
    record Row(byte[] key, byte[] value) {}
}
