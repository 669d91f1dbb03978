package dev.nephele.storage.engine;

import org.rocksdb.AbstractEventListener;
import org.rocksdb.MemTableInfo;

/** Notices that RocksDB goes on with another log, which it does in the thread that writes. */
final class Rotations extends AbstractEventListener {
    private volatile boolean begun = true;

    Rotations() {
        super(EnabledEventCallback.ON_MEMTABLE_SEALED);
    }

    @Override
    public void onMemTableSealed(MemTableInfo sealed) {
        begun = true;
    }

    /** Whether a log was begun since this was last asked; at first it was. */
    boolean take() {
        boolean taken = begun;
        begun = false;
        return taken;
    }
}
