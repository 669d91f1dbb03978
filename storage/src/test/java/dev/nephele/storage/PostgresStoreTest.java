package dev.nephele.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.storage.history.History;
import dev.nephele.storage.postgres.PostgresStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The contract over PostgreSQL, and what several nodes on one database see of each other. */
class PostgresStoreTest extends StoreContract {
    private String url = "";

    @Override
    Store create() throws Exception {
        url = PostgresServer.database();
        return PostgresStore.open(url);
    }

    @Override
    History.Views views() {
        return History.Views.SNAPSHOTS;
    }

    @Test
    void nodesSeeEachOthersCommitsAtOnce() {
        try (Store other = PostgresStore.open(url)) {
            store.update(transaction -> USERS.in(FIRST).put(transaction, "alice", "one"));
            long before;
            try (StoreView view = other.view()) {
                assertThat(USERS.in(FIRST).find(view, "alice")).contains("one");
                before = USERS.version(view, FIRST);
            }
            store.update(transaction -> USERS.in(FIRST).put(transaction, "alice", "two"));
            try (StoreView view = other.view()) {
                assertThat(USERS.in(FIRST).find(view, "alice")).contains("two");
                assertThat(USERS.version(view, FIRST)).isGreaterThan(before);
            }
        }
    }

    @Test
    void countersAreExactOverSeveralNodes() throws Exception {
        store.update(transaction -> NUMBERS.put(transaction, "n", 0L));
        try (Store second = PostgresStore.open(url);
                Store third = PostgresStore.open(url)) {
            Store[] nodes = {store, second, third};
            inParallel(6, thread -> {
                for (int i = 0; i < 10; i++) {
                    nodes[thread % 3].update(transaction -> NUMBERS.update(transaction, "n", n -> n + 1));
                }
            });
            try (StoreView view = second.view()) {
                assertThat(NUMBERS.find(view, "n")).contains(60L);
            }
        }
    }

    @Test
    void foldingChangesKeepsVersionsAndTheTableSmall() throws Exception {
        for (int i = 0; i < 1100; i++) {
            Batch batch = new Batch();
            NUMBERS.put(batch, "n" + i % 10, (long) i);
            store.append(batch);
        }
        try (StoreView view = store.view()) {
            assertThat(NUMBERS.version(view)).isEqualTo(1100);
            assertThat(view.version(new byte[0])).isEqualTo(1100);
        }
        try (var connection =
                        DriverManager.getConnection("jdbc:" + url.replace("postgres:postgres@", ""), "postgres", "");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM nephele_changes")) {
            rows.next();
            assertThat(rows.getLong(1)).isLessThan(200);
        }
    }

    @Test
    void refusesADatabaseOfANewerProgram() throws Exception {
        try (var connection =
                        DriverManager.getConnection("jdbc:" + url.replace("postgres:postgres@", ""), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE nephele_format SET version = version + 1");
        }
        assertThatThrownBy(() -> PostgresStore.open(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another version of the program");
    }

    @Test
    void hasNoCheckpointsOfItsOwn() {
        assertThatThrownBy(() -> store.checkpoint(Path.of("nowhere")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void saysWhenNobodyListens() {
        assertThatThrownBy(() -> PostgresStore.open("postgresql://u:p@localhost:1/x"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("PostgreSQL");
        assertThatThrownBy(() -> PostgresStore.open("mysql://u:p@localhost:1/x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
