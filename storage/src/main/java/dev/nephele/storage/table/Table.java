package dev.nephele.storage.table;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.View;
import dev.nephele.storage.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The declaration of a table: its id and how its keys and values are written. Partition-wide tables are reached at
 * once, the others in an account, or in an account and Region.
 */
public final class Table {
    /** Set in the first byte of the id of tables that are not cut by account. */
    private static final int PARTITION = 0x80;

    private static final int ACCOUNT_AT = 2;
    static final int ACCOUNT_PREFIX = 7;

    private Table() {}

    /**
     * A table of the whole partition, such as bucket names or access keys.
     *
     * @param id two bytes: the service's and the table's own, 0x0000 to 0x7fff
     */
    public static <K, V> Rows<K, V> partition(int id, KeyCodec<K> keys, RowCodec<V> values) {
        return new Rows<>(new Shape<>(keys, values), prefix(id, PARTITION), 2);
    }

    /** A table whose rows belong to an account, such as users. See {@link #partition} for the id. */
    public static <K, V> AccountTable<K, V> account(int id, KeyCodec<K> keys, RowCodec<V> values) {
        return new AccountTable<>(new Shape<>(keys, values), prefix(id, 0));
    }

    /** A table whose rows belong to an account and Region, such as queues. See {@link #partition} for the id. */
    public static <K, V> RegionTable<K, V> regional(int id, KeyCodec<K> keys, RowCodec<V> values) {
        return new RegionTable<>(new Shape<>(keys, values), prefix(id, 0));
    }

    /**
     * The beginning of a key on which the store counts changes: two bytes of table id, or seven with the account.
     * {@link View#version} of any other prefix is that of the whole state.
     */
    public static boolean isCounted(byte[] prefix) {
        return prefix.length == ACCOUNT_AT || prefix.length == ACCOUNT_PREFIX && !isPartitionWide(prefix);
    }

    /** The longest beginning of a key on which the store counts changes. */
    public static byte[] countedPrefix(byte[] key) {
        boolean account = key.length >= ACCOUNT_PREFIX && !isPartitionWide(key);
        return Arrays.copyOf(key, Math.min(key.length, account ? ACCOUNT_PREFIX : ACCOUNT_AT));
    }

    /** Whether a key belongs to a table that is not cut by account. */
    public static boolean isPartitionWide(byte[] key) {
        return (key[0] & PARTITION) != 0;
    }

    /** The first key that is greater than every key beginning with the prefix. */
    public static byte[] end(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) 0xff) {
            last--;
        }
        if (last < 0) {
            return afterAll();
        }
        byte[] end = Arrays.copyOf(prefix, last + 1);
        end[last]++;
        return end;
    }

    /**
     * Removes every row of every table but a few: an empty cloud.
     *
     * @param kept ids of partition-wide tables that stay, such as the clock's
     */
    public static void deleteAllBut(List<Integer> kept, Transaction transaction) {
        byte[] from = {0};
        for (int id : kept.stream().sorted().toList()) {
            byte[] table = prefix(id, PARTITION);
            if (Arrays.compareUnsigned(from, table) < 0) {
                transaction.deleteRange(from, table);
            }
            from = end(table);
        }
        transaction.deleteRange(from, afterAll());
    }

    /** Walks every row of every table, in the order of the keys. */
    public static void scanAll(View state, View.Visitor visitor) {
        state.scan(new byte[] {0}, afterAll(), false, visitor);
    }

    private static byte[] afterAll() {
        return new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff};
    }

    static byte[] accountPrefix(byte[] table, AccountId account) {
        byte[] prefix = Arrays.copyOf(table, ACCOUNT_PREFIX);
        long number = Long.parseLong(account.value());
        for (int i = 0; i < 5; i++) {
            prefix[ACCOUNT_AT + i] = (byte) (number >>> 8 * (4 - i));
        }
        return prefix;
    }

    static AccountId accountOf(byte[] key) {
        long number = 0;
        for (int i = 0; i < 5; i++) {
            number = number << 8 | key[ACCOUNT_AT + i] & 0xff;
        }
        String digits = Long.toString(number);
        return new AccountId("0".repeat(12 - digits.length()) + digits);
    }

    private static byte[] prefix(int id, int scope) {
        if (id < 0 || id > 0x7fff) {
            throw new IllegalArgumentException("table id out of 0x0000 to 0x7fff: " + id);
        }
        return new byte[] {(byte) (id >>> 8 | scope), (byte) id};
    }

    /** How keys and values are written, and the one decoder that the row cache needs. */
    static final class Shape<K, V> {
        final KeyCodec<K> keys;
        final RowCodec<V> values;
        final Function<byte[], V> decoder;

        Shape(KeyCodec<K> keys, RowCodec<V> values) {
            this.keys = keys;
            this.values = values;
            this.decoder = values::decode;
        }
    }
}
