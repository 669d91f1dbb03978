package dev.nephele.bench;

import dev.nephele.kernel.Ids;
import dev.nephele.storage.Store;
import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.directory.DataDirectory;
import dev.nephele.storage.time.CloudClock;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * What the sweep of payloads costs in the state of a cloud that has been stopped.
 *
 * @param first milliseconds of the first sweep after a start
 * @param later milliseconds of one after that, the median of many
 */
record Sweeps(double first, double later) {
    private static final int MANY = 501;

    static Sweeps of(Path path) {
        Ids none = bytes -> {
            throw new IllegalStateException("a sweep makes nothing");
        };
        try (DataDirectory data = DataDirectory.open(path);
                Store store = data.openStore(DataDirectory.Kind.ROCKSDB)) {
            CloudClock clock = new CloudClock(store, InstantSource.system());
            Blobs blobs = Blobs.inFiles(store, data.blobs(), none, clock);
            double first = sweep(blobs);
            double[] later = new double[MANY];
            for (int i = 0; i < MANY; i++) {
                later[i] = sweep(blobs);
            }
            Arrays.sort(later);
            return new Sweeps(first, later[MANY / 2]);
        }
    }

    private static double sweep(Blobs blobs) {
        long begin = System.nanoTime();
        blobs.sweep();
        return (System.nanoTime() - begin) / 1e6;
    }
}
