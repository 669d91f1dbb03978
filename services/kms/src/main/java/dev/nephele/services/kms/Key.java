package dev.nephele.services.kms;

import dev.nephele.servicekit.seal.SealedColumn;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.table.Added;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RegionTable;
import dev.nephele.storage.table.Row;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Sealed;
import dev.nephele.storage.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A customer managed key.
 *
 * @param id a UUID, or {@code mrk-} and 32 hexadecimal digits
 * @param policy pinned, see {@link dev.nephele.access.PolicyPrincipals}
 * @param material random bytes, or a private key as PKCS #8; in plain in rows of version 1
 * @param materialId 64 hexadecimal digits
 */
@Row(2)
record Key(
        String id,
        Instant created,
        String description,
        KeySpec spec,
        String usage,
        boolean multiRegion,
        String policy,
        Map<String, String> tags,
        @Added(in = 2, before = "plain", was = "bytes") Sealed material,
        String materialId) {

    static final RegionTable<String, Key> KEYS = Table.regional(0x1501, KeyCodec.text(), KeyLayout.ROW);

    static Sealed plain(RowReader in) {
        return Sealed.plain(in.bytes());
    }

    /** Seals the material that an older program left in plain. */
    static void sealOlder(Store store, SealedColumn materials) {
        List<KeyName> plain = new ArrayList<>();
        try (StoreView view = store.view()) {
            KEYS.everywhere(
                    view,
                    (account, region, id, key) ->
                            !key.material.isPlain() || plain.add(new KeyName(account, region, id)));
        }
        for (KeyName name : plain) {
            Rows<String, Key> rows = KEYS.in(name.account(), name.region());
            store.update(transaction -> rows.update(
                    transaction, name.id(), key -> key.withMaterial(materials.sealed(key.material, rows, name.id()))));
        }
    }

    private Key withMaterial(Sealed changed) {
        return new Key(id, created, description, spec, usage, multiRegion, policy, tags, changed, materialId);
    }

    Key withPolicy(String changed) {
        return new Key(id, created, description, spec, usage, multiRegion, changed, tags, material, materialId);
    }
}
