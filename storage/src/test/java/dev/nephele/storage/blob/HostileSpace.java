package dev.nephele.storage.blob;

import dev.nephele.storage.StoreException;
import dev.nephele.storage.Transaction;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Files on a disk that fails by chance: it refuses to make, write, sync and remove them, and runs full half-way through a
 * chunk. A crash tears what was not yet synced.
 */
final class HostileSpace implements Space {
    private final FileSpace inner;
    private final Path home;
    private final Random chance;
    private final Set<BlobId> unsynced = new HashSet<>();
    boolean healed;

    HostileSpace(Path home, Random chance) {
        this.inner = new FileSpace(home, false);
        this.home = home;
        this.chance = chance;
    }

    private void fail(String what) {
        if (!healed && chance.nextInt(12) == 0) {
            throw new StoreException("the disk refuses to " + what);
        }
    }

    /** What a loss of power may do to files that no sync has reached. */
    void crash() throws IOException {
        for (BlobId id : unsynced) {
            Path file = home.resolve(FileSpace.name(id));
            if (Files.exists(file)) {
                if (chance.nextBoolean()) {
                    Files.delete(file);
                } else {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(chance.nextInt(60_000));
                    }
                }
            }
        }
        unsynced.clear();
    }

    @Override
    public Duration stay() {
        return inner.stay();
    }

    @Override
    public Writer create(BlobId id) {
        fail("make a file");
        unsynced.add(id);
        Writer writer = inner.create(id);
        return new Writer() {
            @Override
            public void chunk(byte[] bytes, int length) {
                if (!healed && chance.nextInt(12) == 0) {
                    writer.chunk(bytes, chance.nextInt(length));
                    throw new StoreException("the disk is full");
                }
                writer.chunk(bytes, length);
            }

            @Override
            public void finish() {
                writer.finish();
                fail("sync");
                unsynced.remove(id);
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }

    @Override
    public Reader open(BlobId id, long size) {
        return inner.open(id, size);
    }

    @Override
    public void publish(Transaction transaction, BlobId id) {
        inner.publish(transaction, id);
    }

    @Override
    public void discard(BlobId id) {
        fail("remove a file");
        inner.discard(id);
    }

    @Override
    public void delete(BlobId id) {
        fail("remove a file");
        inner.delete(id);
    }

    @Override
    public void suspects(Instant wall, Consumer<List<BlobId>> each) {
        fail("list a folder");
        inner.suspects(wall, each);
    }

    @Override
    public void suspectAllFrom(Instant wall) {
        inner.suspectAllFrom(wall);
    }
}
