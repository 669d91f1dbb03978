package dev.nephele.servicekit.seal;

import dev.nephele.kernel.Ids;
import dev.nephele.kernel.View;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.util.Optional;

/**
 * The key of one cloud: 32 random bytes, made by the first process that opens it and the same in all others. Its store
 * has it sealed under a {@link RootKey} only. Whoever empties the store or brings an earlier state back keeps
 * {@link #TABLE}, so that no process ever holds a key that the others do not have.
 */
public final class CloudKey {
    /** The id of the partition-wide table with the key. */
    public static final int TABLE = 0x0301;

    private static final Rows<KeyCodec.Single, Wrapped> KEYS =
            Table.partition(TABLE, KeyCodec.single(), RowCodec.of(2, Wrapped::write, Wrapped::read));
    private static final int LENGTH = 32;

    private final byte[] key;
    private final Ids ids;

    /**
     * The key as it is stored. Row version 2: the id of the root key, the sealed key. Version 1, whose key was plain, is
     * read as having none: what lay in the open seals nothing any more.
     *
     * @param root empty in rows of version 1
     */
    private record Wrapped(Optional<RootKey.Id> root, byte[] sealed) {
        static Wrapped of(byte[] key, RootKey root, Ids ids) {
            return new Wrapped(Optional.of(root.id()), root.wrapping(ids).seal(key, root.bound()));
        }

        void write(RowWriter out) {
            out.text(root.orElseThrow().text()).bytes(sealed);
        }

        static Wrapped read(RowReader in) {
            return in.version() == 1
                    ? new Wrapped(Optional.empty(), new byte[0])
                    : new Wrapped(Optional.of(new RootKey.Id(in.text())), in.bytes());
        }

        byte[] opened(RootKey.Id needed, RootKey root, Ids ids) {
            if (!needed.equals(root.id())) {
                throw new WrongRootKeyException(needed, root.id());
            }
            return root.wrapping(ids)
                    .open(sealed, root.bound())
                    .orElseThrow(() -> new StoreException("the row with the key of the cloud is damaged"));
        }
    }

    private CloudKey(byte[] key, Ids ids) {
        this.key = key;
        this.ids = ids;
    }

    /**
     * The key that the store has, or a new one.
     *
     * @param ids chance for the key and for all that is sealed with it
     * @throws WrongRootKeyException if the store's is sealed under another root key
     */
    public static CloudKey of(Store store, Ids ids, RootKey root) {
        return new CloudKey(known(store, ids, root).orElseGet(() -> made(store, ids, root)), ids);
    }

    /** Under which root key the store's is sealed; empty if it has none yet. */
    public static Optional<RootKey.Id> sealedUnder(Store store) {
        try (StoreView view = store.view()) {
            return find(view).flatMap(Wrapped::root);
        }
    }

    /**
     * Seals the store's key, or a new one, under another root key; the one before no longer opens it.
     *
     * @throws WrongRootKeyException if it is sealed under another than {@code from}; nothing is written then
     */
    public static void rewrap(Store store, Ids ids, RootKey from, RootKey to) {
        byte[] key = of(store, ids, from).key;
        Wrapped wrapped = Wrapped.of(key, to, ids);
        store.update(transaction -> {
            RootKey.Id now = find(transaction).flatMap(Wrapped::root).orElseThrow();
            if (!now.equals(from.id())) {
                throw new WrongRootKeyException(now, from.id());
            }
            KEYS.put(transaction, KeyCodec.Single.ROW, wrapped);
        });
    }

    private static Optional<Wrapped> find(View view) {
        return KEYS.find(view, KeyCodec.Single.ROW);
    }

    private static Optional<byte[]> known(Store store, Ids ids, RootKey root) {
        try (StoreView view = store.view()) {
            return opened(view, ids, root);
        }
    }

    private static Optional<byte[]> opened(View view, Ids ids, RootKey root) {
        return find(view).flatMap(row -> row.root().map(needed -> row.opened(needed, root, ids)));
    }

    private static byte[] made(Store store, Ids ids, RootKey root) {
        byte[] fresh = new byte[LENGTH];
        ids.fill(fresh);
        Wrapped wrapped = Wrapped.of(fresh, root, ids);
        return store.transact(transaction -> opened(transaction, ids, root).orElseGet(() -> {
            KEYS.put(transaction, KeyCodec.Single.ROW, wrapped);
            return fresh;
        }));
    }

    /**
     * What seals the values of a column.
     *
     * @param purpose a constant, as of {@link #seal}
     */
    public SealedColumn column(String purpose) {
        return new SealedColumn(seal(purpose));
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
