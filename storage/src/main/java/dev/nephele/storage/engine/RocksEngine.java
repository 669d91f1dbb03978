package dev.nephele.storage.engine;

import dev.nephele.kernel.View;
import dev.nephele.storage.Batch;
import dev.nephele.storage.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Checkpoint;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocksDB: the engine of a cloud on disk. Tuned small: {@value #WRITE_BUFFER} bytes of unsorted writes, allocated as
 * they come, and {@value #BLOCK_CACHE} bytes of block cache.
 */
public final class RocksEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(RocksEngine.class);
    private static final long WRITE_BUFFER = 32L << 20;
    private static final long BLOCK_CACHE = 16L << 20;
    private static final int OPEN_FILES = 512;

    private final Options options;
    private final LRUCache cache;
    private final BloomFilter bloom;
    private final RocksDB db;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions();

    private final LogSpace space;
    private final Rotations rotations;
    /** RocksDB's number of the last row that is known to be on disk. */
    private long durable;

    private RocksEngine(
            Options options, LRUCache cache, BloomFilter bloom, Rotations rotations, RocksDB db, Path directory) {
        this.rotations = rotations;
        this.space = new LogSpace(directory);
        this.durable = db.getLatestSequenceNumber();
        this.options = options;
        this.cache = cache;
        this.bloom = bloom;
        this.db = db;
    }

    /** Whether a directory has an engine's files. */
    public static boolean isIn(Path directory) {
        return Files.exists(directory.resolve("CURRENT"));
    }

    /** Opens the engine in a directory, made if absent. */
    public static RocksEngine open(Path directory) {
        return open(directory, LOG::warn);
    }

    /**
     * Opens the engine in a directory, made if absent.
     *
     * @param said hears what had to be cut from the log after a crash
     * @throws StoreException if the log is damaged otherwise
     */
    public static RocksEngine open(Path directory, Consumer<String> said) {
        RocksLibrary.load();
        try {
            Files.createDirectories(directory);
            WriteAheadLog.recover(directory, said);
        } catch (IOException e) {
            throw new StoreException("the store in " + directory + " cannot be opened: " + e, e);
        }
        LRUCache cache = new LRUCache(BLOCK_CACHE);
        BloomFilter bloom = new BloomFilter(10);
        Rotations rotations = new Rotations();
        Options options = new Options()
                .setCreateIfMissing(true)
                .setListeners(List.of(rotations))
                .setWriteBufferSize(WRITE_BUFFER)
                .setMaxWriteBufferNumber(2)
                .setMaxBackgroundJobs(2)
                // A start writes little, so that it works on a disk that is nearly full.
                .setAvoidFlushDuringRecovery(true)
                .setMaxOpenFiles(OPEN_FILES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setFilterPolicy(bloom)
                        .setFormatVersion(5))
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                // The torn end, if there was one, is cut by now.
                .setWalRecoveryMode(WALRecoveryMode.AbsoluteConsistency)
                // After a write that failed it is opened again, and must not go on by itself.
                .setMaxBgErrorResumeCount(0)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
        try {
            return new RocksEngine(
                    options, cache, bloom, rotations, RocksDB.open(options, directory.toString()), directory);
        } catch (RocksDBException e) {
            options.close();
            throw new StoreException("the store in " + directory + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public void write(Batch batch, boolean sync) {
        space.before(batch);
        try (WriteBatch writes = new WriteBatch()) {
            writes.putLogData(WriteAheadLog.mark(durable));
            for (Batch.Write write : batch.writes()) {
                switch (write) {
                    case Batch.Write.Put put -> writes.put(put.key(), put.value());
                    case Batch.Write.Delete delete -> writes.delete(delete.key());
                    case Batch.Write.DeleteRange range -> writes.deleteRange(range.key(), range.end());
                }
            }
            db.write(sync ? synced : unsynced, writes);
            boolean begun = rotations.take();
            if (begun) {
                space.begun();
                if (!sync) {
                    // The first record of a log is on disk before there is another, see WriteAheadLog.
                    db.syncWal();
                }
            }
            if (begun || sync) {
                durable = db.getLatestSequenceNumber();
            }
        } catch (RocksDBException e) {
            throw new StoreException("write failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void sync() {
        try {
            db.syncWal();
            durable = db.getLatestSequenceNumber();
        } catch (RocksDBException e) {
            throw new StoreException("sync failed: " + e.getMessage(), e);
        }
    }

    @Override
    public Snapshot snapshot() {
        return new RocksSnapshot(db);
    }

    @Override
    public void checkpoint(Path target) {
        try (Checkpoint checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(target.toString());
        } catch (RocksDBException e) {
            throw new StoreException("checkpoint failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void freeze() {
        try {
            db.disableFileDeletions();
            db.pauseBackgroundWork();
        } catch (RocksDBException e) {
            throw new StoreException("background work cannot be ended: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            db.syncWal();
        } catch (RocksDBException e) {
            throw new StoreException("sync failed: " + e.getMessage(), e);
        } finally {
            db.close();
            synced.close();
            unsynced.close();
            options.close();
            rotations.close();
            bloom.close();
            cache.close();
        }
    }

    /** A snapshot; its read options are made by the first read, since most are never read through. */
    private static final class RocksSnapshot implements Snapshot {
        private final RocksDB db;
        private final org.rocksdb.Snapshot snapshot;
        private @Nullable ReadOptions read;

        RocksSnapshot(RocksDB db) {
            this.db = db;
            this.snapshot = db.getSnapshot();
        }

        private synchronized ReadOptions read() {
            ReadOptions options = read;
            if (options == null) {
                options = new ReadOptions().setSnapshot(snapshot);
                read = options;
            }
            return options;
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            try {
                return db.get(read(), key);
            } catch (RocksDBException e) {
                throw new StoreException("read failed: " + e.getMessage(), e);
            }
        }

        @Override
        public void scan(byte[] from, byte[] to, boolean reverse, View.Visitor visitor) {
            if (Arrays.compareUnsigned(from, to) >= 0) {
                return;
            }
            try (Slice lower = new Slice(from);
                    Slice upper = new Slice(to);
                    ReadOptions options = new ReadOptions()
                            .setSnapshot(snapshot)
                            .setIterateLowerBound(lower)
                            .setIterateUpperBound(upper);
                    RocksIterator rows = db.newIterator(options)) {
                if (reverse) {
                    rows.seekToLast();
                } else {
                    rows.seekToFirst();
                }
                while (rows.isValid() && visitor.row(rows.key(), rows.value())) {
                    if (reverse) {
                        rows.prev();
                    } else {
                        rows.next();
                    }
                }
                rows.status();
            } catch (RocksDBException e) {
                throw new StoreException("read failed: " + e.getMessage(), e);
            }
        }

        @Override
        public synchronized void close() {
            if (read != null) {
                read.close();
            }
            db.releaseSnapshot(snapshot);
            snapshot.close();
        }
    }
}
