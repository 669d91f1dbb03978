package dev.nephele.storage.postgres;

import dev.nephele.kernel.View;
import dev.nephele.storage.Batch;
import dev.nephele.storage.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One connection and the statements of the store on it. Used by one thread at a time. */
final class Session implements AutoCloseable {
    private static final int FIRST_PAGE = 100;
    private static final int PAGE = 1000;
    private static final byte[] EVERYTHING = {};
    private static final int TABLE_BYTES = 2;
    private static final int ACCOUNT_BYTES = 7;

    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    byte @Nullable [] get(byte[] key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT v FROM nephele_rows WHERE k = ?")) {
            select.setBytes(1, key);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? found.getBytes(1) : null;
            }
        }
    }

    /** Reads page by page, so that a visitor may use the connection too. */
    void scan(byte[] from, byte[] to, boolean reverse, View.Visitor visitor) throws SQLException {
        byte[] low = from;
        byte[] high = to;
        int size = FIRST_PAGE;
        while (Arrays.compareUnsigned(low, high) < 0) {
            List<byte[][]> page = page(low, high, reverse, size);
            for (byte[][] row : page) {
                if (!visitor.row(row[0], row[1])) {
                    return;
                }
            }
            if (page.size() < size) {
                return;
            }
            byte[] last = page.getLast()[0];
            if (reverse) {
                high = last;
            } else {
                low = Arrays.copyOf(last, last.length + 1);
            }
            size = PAGE;
        }
    }

    private List<byte[][]> page(byte[] from, byte[] to, boolean reverse, int size) throws SQLException {
        String sql = reverse
                ? "SELECT k, v FROM nephele_rows WHERE k >= ? AND k < ? ORDER BY k DESC LIMIT ?"
                : "SELECT k, v FROM nephele_rows WHERE k >= ? AND k < ? ORDER BY k LIMIT ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setBytes(1, from);
            select.setBytes(2, to);
            select.setInt(3, size);
            List<byte[][]> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(new byte[][] {found.getBytes(1), found.getBytes(2)});
                }
            }
            return rows;
        }
    }

    long version(byte[] prefix) throws SQLException {
        String sql = Table.isCounted(prefix)
                ? "SELECT coalesce(sum(amount), 0) FROM nephele_changes WHERE prefix >= ? AND prefix < ? OR prefix = ''"
                : "SELECT coalesce(sum(amount), 0) FROM nephele_changes";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (Table.isCounted(prefix)) {
                select.setBytes(1, prefix);
                select.setBytes(2, Table.end(prefix));
            }
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    /** Writes a batch in which no key is written twice, range deletes first. */
    void write(Batch batch) throws SQLException {
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        List<byte[]> deleted = new ArrayList<>();
        Set<byte[]> changed = new TreeSet<>(Arrays::compareUnsigned);
        for (Batch.Write write : batch.writes()) {
            switch (write) {
                case Batch.Write.Put put -> {
                    keys.add(put.key());
                    values.add(put.value());
                    changed.add(counted(put.key()));
                }
                case Batch.Write.Delete delete -> {
                    deleted.add(delete.key());
                    changed.add(counted(delete.key()));
                }
                case Batch.Write.DeleteRange range -> {
                    deleteRange(range.key(), range.end());
                    byte[] prefix = counted(range.key());
                    changed.add(Arrays.compareUnsigned(range.end(), Table.end(prefix)) <= 0 ? prefix : EVERYTHING);
                }
            }
        }
        if (!deleted.isEmpty()) {
            arrays("DELETE FROM nephele_rows WHERE k = ANY (?)", deleted);
        }
        if (!keys.isEmpty()) {
            arrays(
                    "INSERT INTO nephele_rows SELECT * FROM unnest(?, ?)"
                            + " ON CONFLICT (k) DO UPDATE SET v = EXCLUDED.v",
                    keys,
                    values);
        }
        arrays("INSERT INTO nephele_changes (prefix, amount) SELECT p, 1 FROM unnest(?) AS p", List.copyOf(changed));
    }

    private static byte[] counted(byte[] key) {
        if (key.length < TABLE_BYTES) {
            return EVERYTHING;
        }
        boolean account = key.length >= ACCOUNT_BYTES && !Table.isPartitionWide(key);
        return Arrays.copyOf(key, account ? ACCOUNT_BYTES : TABLE_BYTES);
    }

    private void deleteRange(byte[] from, byte[] to) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM nephele_rows WHERE k >= ? AND k < ?")) {
            delete.setBytes(1, from);
            delete.setBytes(2, to);
            delete.executeUpdate();
        }
    }

    @SafeVarargs
    private void arrays(String sql, List<byte[]>... arrays) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arrays.length; i++) {
                statement.setArray(i + 1, connection.createArrayOf("bytea", arrays[i].toArray(new byte[0][])));
            }
            statement.executeUpdate();
        }
    }

    /** Folds the changes of each prefix into one row. Whoever reads sees the same sums before and after. */
    void fold() throws SQLException {
        execute("WITH gone AS (DELETE FROM nephele_changes WHERE prefix IN"
                + " (SELECT prefix FROM nephele_changes GROUP BY prefix HAVING count(*) > 50)"
                + " RETURNING prefix, amount)"
                + " INSERT INTO nephele_changes (prefix, amount) SELECT prefix, sum(amount) FROM gone GROUP BY prefix");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
