package dev.nephele.services.ec2;

import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RegionTable;
import dev.nephele.storage.table.Row;
import dev.nephele.storage.table.Table;
import java.time.Instant;
import java.util.Map;

/**
 * What is kept of a key pair.
 *
 * @param id such as {@code key-0123456789abcdef0}
 * @param type {@code rsa} or {@code ed25519}
 * @param publicKey a line of {@code authorized_keys}, without comment
 */
@Row
record KeyPairRow(
        String id,
        String name,
        String type,
        String publicKey,
        String fingerprint,
        Instant created,
        Map<String, String> tags) {

    /** By name, which is one in a Region. */
    static final RegionTable<String, KeyPairRow> KEY_PAIRS =
            Table.regional(0x1601, KeyCodec.text(), KeyPairRowLayout.ROW);
}
