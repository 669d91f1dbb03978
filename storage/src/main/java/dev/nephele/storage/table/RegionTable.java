package dev.nephele.storage.table;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.View;

/** A table whose rows belong to an account and Region. */
public final class RegionTable<K, V> {
    private final Table.Shape<K, V> shape;
    private final byte[] prefix;

    RegionTable(Table.Shape<K, V> shape, byte[] prefix) {
        this.shape = shape;
        this.prefix = prefix;
    }

    /** The rows of one account in one Region. */
    public Rows<K, V> in(AccountId account, Region region) {
        byte[] scope = new KeyWriter(Table.accountPrefix(prefix, account))
                .text(region.code())
                .toKey();
        return new Rows<>(shape, scope, Table.ACCOUNT_PREFIX);
    }

    /** The rows of the account and Region in which a call acts. */
    public Rows<K, V> in(Call call) {
        return in(call.account(), call.region());
    }

    /** A number that changes whenever a row of the account in any Region does; see {@link View#version}. */
    public long version(View view, AccountId account) {
        return view.version(Table.accountPrefix(prefix, account));
    }

    /** Walks the rows of all accounts and Regions until the visitor answers false. For timers and sweepers. */
    public void everywhere(View view, Visitor<K, V> visitor) {
        view.scan(prefix, Table.end(prefix), false, (key, value) -> {
            KeyReader in = new KeyReader(key, Table.ACCOUNT_PREFIX);
            Region region = new Region(in.text());
            return visitor.row(Table.accountOf(key), region, shape.keys.read(in), shape.values.decode(value));
        });
    }

    /** Takes one row with the account and Region it belongs to. */
    public interface Visitor<K, V> {
        boolean row(AccountId account, Region region, K key, V value);
    }
}
