package dev.nephele.servicekit.seal;

import dev.nephele.kernel.Ids;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.util.Optional;

/**
 * The key of one cloud: 32 random bytes in a row of its store, made by the first process that opens it and the same in
 * all others. Whoever empties the store or brings an earlier state back keeps {@link #TABLE}, so that no process ever
 * holds a key that the others do not have.
 */
public final class CloudKey {
    /** The id of the partition-wide table with the key. */
    public static final int TABLE = 0x0301;

    private static final Rows<KeyCodec.Single, byte[]> KEYS =
            Table.partition(TABLE, KeyCodec.single(), RowCodec.bytes());
    private static final int LENGTH = 32;

    private final byte[] key;
    private final Ids ids;

    private CloudKey(byte[] key, Ids ids) {
        this.key = key;
        this.ids = ids;
    }

    /**
     * The key that the store has, or a new one.
     *
     * @param ids chance for the key and for all that is sealed with it
     */
    public static CloudKey of(Store store, Ids ids) {
        return new CloudKey(known(store).orElseGet(() -> made(store, ids)), ids);
    }

    private static Optional<byte[]> known(Store store) {
        try (StoreView view = store.view()) {
            return KEYS.find(view, KeyCodec.Single.ROW);
        }
    }

    private static byte[] made(Store store, Ids ids) {
        byte[] fresh = new byte[LENGTH];
        ids.fill(fresh);
        return store.transact(transaction -> {
            KEYS.insert(transaction, KeyCodec.Single.ROW, fresh);
            return KEYS.find(transaction, KeyCodec.Single.ROW).orElseThrow();
        });
    }

    /**
     * The seal of a purpose.
     *
     * @param purpose a constant, as {@code page-token}: what one purpose has sealed no other opens
     */
    public Seal seal(String purpose) {
        return new Seal(key, purpose, ids);
    }
}
