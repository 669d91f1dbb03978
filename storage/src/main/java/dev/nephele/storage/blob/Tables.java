package dev.nephele.storage.blob;

import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowKey;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.time.Instant;

/**
 * The tables of payloads: {@code 0010} the bytes of a small one by its id; {@code 0011} the size of a published large one
 * by its id; {@code 0012} deleted large ones, by the wall time from which they wait and by id, whose bytes are still
 * there.
 */
final class Tables {
    @RowKey
    record Deleted(Instant wall, String id) {}

    static final Rows<BlobId, byte[]> INLINES =
            Table.partition(0x0010, KeyCodec.text(BlobId::value, BlobId::new), Sums.CODEC);

    static final Rows<BlobId, Long> LARGE =
            Table.partition(0x0011, KeyCodec.text(BlobId::value, BlobId::new), RowCodec.number());

    static final Rows<Deleted, Boolean> DELETED = Table.partition(0x0012, DeletedLayout.KEY, RowCodec.presence());

    private Tables() {}
}
