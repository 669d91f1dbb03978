package dev.nephele.storage.table;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;

/** A table whose rows belong to an account. */
public final class AccountTable<K, V> {
    private final Table.Shape<K, V> shape;
    private final byte[] prefix;

    AccountTable(Table.Shape<K, V> shape, byte[] prefix) {
        this.shape = shape;
        this.prefix = prefix;
    }

    /** The rows of one account. */
    public Rows<K, V> in(AccountId account) {
        byte[] scope = Table.accountPrefix(prefix, account);
        return new Rows<>(shape, scope, scope.length);
    }

    /** The rows of the account in which a call acts. */
    public Rows<K, V> in(Call call) {
        return in(call.account());
    }

    /** A number that changes whenever a row of the account does; see {@link View#version}. */
    public long version(View view, AccountId account) {
        return view.version(Table.accountPrefix(prefix, account));
    }

    /** Walks the rows of all accounts until the visitor answers false. For timers and sweepers. */
    public void everywhere(View view, Visitor<K, V> visitor) {
        view.scan(
                prefix,
                Table.end(prefix),
                false,
                (key, value) -> visitor.row(
                        Table.accountOf(key),
                        shape.keys.read(new KeyReader(key, Table.ACCOUNT_PREFIX)),
                        shape.values.decode(value)));
    }

    /** Takes one row with the account it belongs to. */
    public interface Visitor<K, V> {
        boolean row(AccountId account, K key, V value);
    }
}
