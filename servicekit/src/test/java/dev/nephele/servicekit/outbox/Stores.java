package dev.nephele.servicekit.outbox;

import dev.nephele.storage.Store;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.directory.DataDirectory;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.postgres.PostgresStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** A state that can be opened again, in each of the ways in which a cloud keeps it. */
final class Stores implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Way way;
    private final Path folder;
    private final String database;

    /** How the state is kept. */
    enum Way {
        MEMORY,
        ROCKSDB,
        MVSTORE,
        POSTGRESQL;

        boolean outlivesProcess() {
            return this != MEMORY;
        }
    }

    /** One PostgreSQL for all tests of this process, stopped when the process ends; started by whoever asks first. */
    private static final class Postgresql {
        static final EmbeddedPostgres SERVER = start();
        static final AtomicInteger DATABASES = new AtomicInteger();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL did not start: " + e, e);
            }
        }

        /** The URL of an empty database. */
        static String database() throws SQLException {
            String name = "cloud" + DATABASES.incrementAndGet();
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            return "postgresql://postgres:postgres@localhost:" + SERVER.getPort() + "/" + name;
        }
    }

    Stores(Way way, Path folder) throws SQLException {
        this.way = way;
        this.folder = folder;
        this.database = way == Way.POSTGRESQL ? Postgresql.database() : "";
    }

    /** Opens the state; on PostgreSQL this may be one more node. */
    Store open() {
        Store store = switch (way) {
            case MEMORY -> new EmbeddedStore(MvEngine.inMemory());
            case ROCKSDB -> onDisk(DataDirectory.Kind.ROCKSDB);
            case MVSTORE -> onDisk(DataDirectory.Kind.MVSTORE);
            case POSTGRESQL -> PostgresStore.open(database);
        };
        open.push(store);
        return store;
    }

    private Store onDisk(DataDirectory.Kind kind) {
        DataDirectory data = DataDirectory.open(folder);
        open.push(data);
        return data.openStore(kind);
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
