package dev.nephele.storage.commit;

import dev.nephele.kernel.View;
import dev.nephele.storage.Batch;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.engine.Engine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An engine on a disk that delays writes, fails them, and when the power goes keeps of the unsynced writes only a
 * beginning. {@link #afterPowerLoss} is what a restart finds.
 */
final class HostileEngine implements Engine {
    private final Random random;
    private final NavigableMap<byte[], byte[]> memory;
    private final NavigableMap<byte[], byte[]> disk;
    private volatile int writesLeft;
    private volatile boolean failsReads;
    private volatile boolean failsNextSync;

    HostileEngine(long seed, int writesBeforeFailure) {
        this(seed, writesBeforeFailure, new TreeMap<>(Arrays::compareUnsigned));
    }

    private HostileEngine(long seed, int writesBeforeFailure, NavigableMap<byte[], byte[]> disk) {
        this.random = new Random(seed);
        this.writesLeft = writesBeforeFailure;
        this.disk = disk;
        this.memory = new TreeMap<>(disk);
    }

    /** A healthy engine with what has reached the disk. */
    HostileEngine afterPowerLoss() {
        return afterPowerLoss(Integer.MAX_VALUE);
    }

    /** An engine with what has reached the disk, which will fail again. */
    synchronized HostileEngine afterPowerLoss(int writesBeforeFailure) {
        return new HostileEngine(random.nextLong(), writesBeforeFailure, new TreeMap<>(disk));
    }

    void failReads(boolean fail) {
        failsReads = fail;
    }

    /** The next sync fails and loses what it should have synced; those after it succeed, as on a real disk. */
    void failNextSync() {
        failsNextSync = true;
    }

    @Override
    public void write(Batch batch, boolean synced) {
        if (random.nextInt(4) == 0) {
            LockSupport.parkNanos(random.nextInt(2_000_000));
        }
        synchronized (this) {
            if (--writesLeft < 0) {
                // The disk fails in the write or in the sync after it: the batch is there after a restart, or not.
                if (random.nextBoolean()) {
                    apply(batch, disk);
                }
                throw new StoreException("input/output error");
            }
            apply(batch, memory);
            if (synced) {
                sync();
            }
        }
    }

    private static void apply(Batch batch, NavigableMap<byte[], byte[]> rows) {
        for (Batch.Write write : batch.writes()) {
            switch (write) {
                case Batch.Write.Put put -> rows.put(put.key(), put.value());
                case Batch.Write.Delete delete -> rows.remove(delete.key());
                case Batch.Write.DeleteRange range ->
                    rows.subMap(range.key(), true, range.end(), false).clear();
            }
        }
    }

    @Override
    public synchronized void sync() {
        if (failsNextSync) {
            failsNextSync = false;
            throw new StoreException("input/output error");
        }
        disk.clear();
        disk.putAll(memory);
    }

    @Override
    public synchronized Snapshot snapshot() {
        NavigableMap<byte[], byte[]> rows = new TreeMap<>(memory);
        return new Snapshot() {
            @Override
            public byte @Nullable [] get(byte[] key) {
                refuse();
                return rows.get(key);
            }

            @Override
            public void scan(byte[] from, byte[] to, boolean reverse, View.Visitor visitor) {
                refuse();
                var range = rows.subMap(from, true, to, false);
                for (var row : (reverse ? range.descendingMap() : range).entrySet()) {
                    if (!visitor.row(row.getKey(), row.getValue())) {
                        return;
                    }
                }
            }

            private void refuse() {
                if (failsReads) {
                    throw new StoreException("input/output error");
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void checkpoint(Path target) {
        throw new StoreException("no space left on device");
    }

    @Override
    public void close() {}
}
