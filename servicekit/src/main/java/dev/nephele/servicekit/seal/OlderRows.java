package dev.nephele.servicekit.seal;

import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.util.List;

/**
 * What programs before sealed columns left in plain rows: it is sealed once in each state, be it the one of a first start
 * or one that was brought back. A state in which that is done says so in a row.
 */
public final class OlderRows {
    private static final Rows<KeyCodec.Single, Boolean> DONE =
            Table.partition(0x0303, KeyCodec.single(), RowCodec.presence());

    private OlderRows() {}

    /**
     * Seals what is plain, unless that was done.
     *
     * @param services each seals its own rows; what it has sealed once it leaves as it is
     */
    public static void seal(Store store, List<Runnable> services) {
        try (StoreView view = store.view()) {
            if (DONE.exists(view, KeyCodec.Single.ROW)) {
                return;
            }
        }
        services.forEach(Runnable::run);
        store.update(transaction -> DONE.put(transaction, KeyCodec.Single.ROW, true));
    }
}
