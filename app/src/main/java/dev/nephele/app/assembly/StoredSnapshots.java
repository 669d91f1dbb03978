package dev.nephele.app.assembly;

import dev.nephele.gateway.admin.Snapshots;
import dev.nephele.gateway.record.RecordLog;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.storage.time.CloudClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The snapshots of the data directory. One change at a time. */
final class StoredSnapshots implements Snapshots {
    private final dev.nephele.storage.directory.Snapshots stored;
    private final CloudClock clock;
    private final RootKeys keys;
    private final ReentrantLock lock = new ReentrantLock();

    StoredSnapshots(dev.nephele.storage.directory.Snapshots stored, CloudClock clock, RootKeys keys) {
        this.stored = stored;
        this.clock = clock;
        this.keys = keys;
    }

    @Override
    public List<Snapshot> list() {
        return stored.list().stream()
                .map(name -> new Snapshot(name, stored.created(name)))
                .toList();
    }

    @Override
    public Answer create(String name) {
        lock.lock();
        try {
            if (stored.exists(name)) {
                return Answer.EXISTS;
            }
            clock.remember();
            stored.create(name);
            return Answer.DONE;
        } finally {
            lock.unlock();
        }
    }

    /** Record and key stay; the clock goes back to where the snapshot has it. */
    @Override
    public Answer restore(String name) {
        lock.lock();
        try {
            if (!stored.exists(name)) {
                return Answer.ABSENT;
            }
            stored.restore(name, List.of(RecordLog.TABLE, CloudKey.TABLE));
            clock.reload();
            return Answer.DONE;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Answer delete(String name) {
        return stored.delete(name) ? Answer.DONE : Answer.ABSENT;
    }

    @Override
    public Answer fork(Optional<String> from, Path to) {
        lock.lock();
        try {
            if (from.isPresent() && !stored.exists(from.get())) {
                return Answer.ABSENT;
            }
            if (isOccupied(to)) {
                return Answer.EXISTS;
            }
            clock.remember();
            stored.fork(from, to, List.of(CloudKey.TABLE));
            keys.copyTo(to);
            return Answer.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private static boolean isOccupied(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Files.exists(directory);
        }
        try (var files = Files.list(directory)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
