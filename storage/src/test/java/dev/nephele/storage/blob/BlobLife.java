package dev.nephele.storage.blob;

import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.directory.DataDirectory;
import dev.nephele.testkit.kernel.ManualClock;
import dev.nephele.testkit.kernel.SeededIds;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;

/**
 * A process that stages, publishes, gives up and deletes payloads and sweeps without end, until somebody kills it. It
 * prints {@code + ID} when one was published, {@code ? ID} before one is deleted.
 */
final class BlobLife {
    private BlobLife() {}

    /** Takes the data directory and the number of this life. */
    public static void main(String[] arguments) throws Exception {
        int life = Integer.parseInt(arguments[1]);
        DataDirectory data = DataDirectory.open(Path.of(arguments[0]));
        EmbeddedStore store = data.openStore(DataDirectory.Kind.ROCKSDB);
        ManualClock clock = new ManualClock();
        Blobs blobs = Blobs.inFiles(store, data.blobs(), new SeededIds(life), clock);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
        for (int writer = 0; writer < 3; writer++) {
            Random chance = new Random(31L * life + writer);
            Thread.ofPlatform().start(() -> {
                Queue<BlobId> mine = new ArrayDeque<>();
                while (true) {
                    try (Staged staged = blobs.stage(new byte[40_000 + chance.nextInt(200_000)])) {
                        if (chance.nextInt(3) > 0) {
                            mine.add(blobs.publish(Optional.empty(), staged, transaction -> staged.id()));
                            out.println("+ " + staged.id());
                        }
                    }
                    if (mine.size() > 5) {
                        BlobId gone = mine.remove();
                        out.println("? " + gone);
                        store.update(transaction -> blobs.delete(transaction, gone));
                    }
                }
            });
        }
        Thread.ofPlatform().start(() -> {
            while (true) {
                clock.advance(Duration.ofSeconds(3));
                blobs.sweep();
            }
        });
    }
}
