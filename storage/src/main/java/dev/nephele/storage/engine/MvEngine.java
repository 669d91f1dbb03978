package dev.nephele.storage.engine;

import dev.nephele.kernel.View;
import dev.nephele.storage.Batch;
import dev.nephele.storage.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RootReference;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/**
 * H2's MVStore: needs no native library, and lives on disk (one file) or in memory. Its pages are copied on write, so a
 * snapshot is the root of a tree.
 */
public final class MvEngine implements Engine {
    private static final String FILE = "state.mv";
    private static final int CACHE_MEGABYTES = 16;

    private final MVStore store;
    private final MVMap<byte[], byte[]> rows;
    private final @Nullable Path file;

    private MvEngine(MVStore store, @Nullable Path file) {
        this.store = store;
        this.file = file;
        this.rows = store.openMap(
                "rows", new MVMap.Builder<byte[], byte[]>().keyType(Bytes.TYPE).valueType(Bytes.TYPE));
    }

    /** Whether a directory has an engine's file. */
    public static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    /** Opens the engine in a directory, made if absent. */
    public static MvEngine open(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            MVStore store = new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .cacheSize(CACHE_MEGABYTES)
                    .open();
            return new MvEngine(store, file);
        } catch (IOException | MVStoreException e) {
            throw new StoreException("the store in " + directory + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** An engine in memory, gone when closed. */
    public static MvEngine inMemory() {
        return new MvEngine(
                new MVStore.Builder()
                        .autoCommitDisabled()
                        .autoCommitBufferSize(0)
                        .open(),
                null);
    }

    @Override
    public void write(Batch batch, boolean synced) {
        try {
            for (Batch.Write write : batch.writes()) {
                switch (write) {
                    case Batch.Write.Put put -> rows.put(put.key(), put.value());
                    case Batch.Write.Delete delete -> rows.remove(delete.key());
                    case Batch.Write.DeleteRange range -> removeRange(range.key(), range.end());
                }
            }
            store.commit();
            if (synced) {
                store.sync();
            }
        } catch (MVStoreException e) {
            throw new StoreException("write failed: " + e.getMessage(), e);
        }
    }

    private void removeRange(byte[] from, byte[] to) {
        Cursor<byte[], byte[]> cursor = rows.cursor(from, to, false);
        while (cursor.hasNext()) {
            byte[] key = cursor.next();
            if (Arrays.compareUnsigned(key, to) < 0) {
                rows.remove(key);
            }
        }
    }

    @Override
    public void sync() {
        try {
            store.sync();
        } catch (MVStoreException e) {
            throw new StoreException("sync failed: " + e.getMessage(), e);
        }
    }

    @Override
    public Snapshot snapshot() {
        return new MvSnapshot();
    }

    @Override
    public void checkpoint(Path target) {
        if (file == null) {
            throw new UnsupportedOperationException("a cloud in memory has no checkpoints");
        }
        try {
            Files.createDirectories(target);
            Files.copy(file, target.resolve(FILE));
        } catch (IOException e) {
            throw new StoreException("checkpoint failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (MVStoreException e) {
            throw new StoreException("close failed: " + e.getMessage(), e);
        }
    }

    /** The tree under one root. While it lives, the file keeps the chunks that its pages are in. */
    private final class MvSnapshot implements Snapshot {
        private final MVStore.TxCounter usage = store.registerVersionUsage();
        private final RootReference<byte[], byte[]> root = rows.flushAndGetRoot();

        @Override
        public byte @Nullable [] get(byte[] key) {
            try {
                return rows.get(root.root, key);
            } catch (MVStoreException e) {
                throw new StoreException("read failed: " + e.getMessage(), e);
            }
        }

        @Override
        public void scan(byte[] from, byte[] to, boolean reverse, View.Visitor visitor) {
            if (Arrays.compareUnsigned(from, to) >= 0) {
                return;
            }
            try {
                Cursor<byte[], byte[]> cursor =
                        reverse ? rows.cursor(root, to, from, true) : rows.cursor(root, from, to, false);
                while (cursor.hasNext()) {
                    byte[] key = cursor.next();
                    boolean end = Arrays.compareUnsigned(key, to) >= 0;
                    if (!end && !visitor.row(key, cursor.getValue())) {
                        return;
                    }
                }
            } catch (MVStoreException e) {
                throw new StoreException("read failed: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            store.deregisterVersionUsage(usage);
        }
    }

    /** Bytes ordered as unsigned. */
    private static final class Bytes extends BasicDataType<byte[]> {
        static final Bytes TYPE = new Bytes();

        @Override
        public int getMemory(byte[] bytes) {
            return bytes.length + 24;
        }

        @Override
        public int compare(byte[] a, byte[] b) {
            return Arrays.compareUnsigned(a, b);
        }

        @Override
        public void write(WriteBuffer buffer, byte[] bytes) {
            buffer.putVarInt(bytes.length);
            buffer.put(bytes);
        }

        @Override
        public byte[] read(ByteBuffer buffer) {
            byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
            buffer.get(bytes);
            return bytes;
        }

        @Override
        public byte[][] createStorage(int size) {
            return new byte[size][];
        }
    }
}
