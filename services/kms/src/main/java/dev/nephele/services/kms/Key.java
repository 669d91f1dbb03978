package dev.nephele.services.kms;

import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RegionTable;
import dev.nephele.storage.table.Row;
import dev.nephele.storage.table.Table;
import java.time.Instant;
import java.util.Map;

/**
 * A customer managed key.
 *
 * @param id a UUID, or {@code mrk-} and 32 hexadecimal digits
 * @param policy pinned, see {@link dev.nephele.access.PolicyPrincipals}
 * @param material random bytes, or a private key as PKCS #8
 * @param materialId 64 hexadecimal digits
 */
@Row
record Key(
        String id,
        Instant created,
        String description,
        KeySpec spec,
        String usage,
        boolean multiRegion,
        String policy,
        Map<String, String> tags,
        byte[] material,
        String materialId) {

    static final RegionTable<String, Key> KEYS = Table.regional(0x1501, KeyCodec.text(), KeyLayout.ROW);

    Key withPolicy(String changed) {
        return new Key(id, created, description, spec, usage, multiRegion, changed, tags, material, materialId);
    }
}
