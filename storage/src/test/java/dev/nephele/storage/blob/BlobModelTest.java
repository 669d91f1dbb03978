package dev.nephele.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.directory.DataDirectory;
import dev.nephele.storage.directory.Snapshots;
import dev.nephele.testkit.kernel.ManualClock;
import dev.nephele.testkit.kernel.SeededIds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that can be done to payloads, in random order on a hostile disk, against a map of what must be there. A seed
 * makes a run again.
 */
class BlobModelTest {
    private static final int STEPS = 250;

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private final SeededIds ids = new SeededIds(9);
    private final Map<String, Integer> expected = new TreeMap<>();
    private final Map<String, Map<String, Integer>> snapshots = new HashMap<>();
    private final List<Reader> readers = new ArrayList<>();

    /** Somebody who reads payload after payload, slowly. */
    private record Reader(InputStream in, List<Integer> seeds) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void holdsItsPromisesWhateverHappens(long seed) throws Exception {
        run(seed, STEPS);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void holdsItsPromisesForLong(long seed) throws Exception {
        run(seed, 20 * STEPS);
    }

    private void run(long seed, int steps) throws Exception {
        Random chance = new Random(seed);
        boolean more = true;
        for (int done = 0; more; ) {
            try (DataDirectory data = DataDirectory.open(folder.resolve("data"));
                    EmbeddedStore store = data.openStore(DataDirectory.Kind.MVSTORE)) {
                HostileSpace space = new HostileSpace(data.blobs(), chance);
                Cloud cloud = new Cloud(data, store, space, chance);
                int life = 20 + chance.nextInt(60);
                for (int i = 0; i < life && done < steps; i++, done++) {
                    cloud.step();
                }
                cloud.endReaders();
                more = done < steps;
                if (more) {
                    space.crash();
                } else {
                    space.healed = true;
                    cloud.checkAll();
                }
            }
        }
    }

    private static byte[] content(int seed) {
        byte[] bytes = new byte[Blobs.INLINE + 1 + Math.floorMod(seed * 7_919, 300_000)];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** One life of the cloud. */
    private final class Cloud {
        private final DataDirectory data;
        private final EmbeddedStore store;
        private final Blobs blobs;
        private final FailingCommits committed;
        private final Snapshots copies;
        private final Random chance;

        Cloud(DataDirectory data, EmbeddedStore store, Space space, Random chance) {
            this.data = data;
            this.store = store;
            this.chance = chance;
            this.committed = new FailingCommits(store, new StoreException("lost in COMMIT"), chance.nextBoolean());
            this.blobs = new Blobs(committed, space, Blobs.INLINE, ids, clock);
            this.copies = new Snapshots(data, store, blobs);
        }

        void step() throws Exception {
            switch (chance.nextInt(12)) {
                case 0, 1, 2, 3 -> upload();
                case 4, 5 -> delete();
                case 6 -> beginReading();
                case 7 -> goOnReading();
                case 8, 9 -> sweep(Duration.ofSeconds(chance.nextInt(60)));
                case 10 -> checkOne();
                default -> copy();
            }
        }

        private void upload() {
            int seed = chance.nextInt(1_000_000);
            try (Staged staged = blobs.stage(content(seed))) {
                publish(staged, seed);
            } catch (StoreException refused) {
                // What the disk refused was never promised.
                return;
            }
        }

        private void publish(Staged staged, int seed) {
            int fate = chance.nextInt(10);
            committed.fail = fate == 0;
            try {
                blobs.publish(Optional.empty(), staged, transaction -> {
                    if (fate == 1) {
                        throw new IllegalArgumentException("refused");
                    }
                    return staged.id();
                });
                expected.put(staged.id().value(), seed);
            } catch (IllegalArgumentException refused) {
                assertThat(isThere(staged.id())).isFalse();
            } catch (StoreException unknown) {
                // The rows alone know.
                if (isThere(staged.id())) {
                    expected.put(staged.id().value(), seed);
                }
            } finally {
                committed.fail = false;
            }
        }

        private boolean isThere(BlobId id) {
            try (StoreView view = store.view()) {
                return Tables.LARGE.exists(view, id);
            }
        }

        private Optional<BlobId> any() {
            List<String> all = List.copyOf(expected.keySet());
            return all.isEmpty() ? Optional.empty() : Optional.of(new BlobId(all.get(chance.nextInt(all.size()))));
        }

        private void delete() {
            any().ifPresent(id -> {
                store.update(transaction -> blobs.delete(transaction, id));
                expected.remove(id.value());
            });
        }

        private void beginReading() throws IOException {
            List<Blobs.Span> spans = new ArrayList<>();
            List<Integer> seeds = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                any().ifPresent(id -> {
                    int seed = expected.get(id.value());
                    spans.add(new Blobs.Span(id, 0, content(seed).length));
                    seeds.add(seed);
                });
            }
            try (StoreView view = store.view()) {
                readers.add(new Reader(blobs.open(view, spans).open(), seeds));
            }
        }

        private void goOnReading() throws IOException {
            if (!readers.isEmpty()) {
                Reader reader = readers.get(chance.nextInt(readers.size()));
                if (reader.seeds.isEmpty()) {
                    assertThat(reader.in.read()).isEqualTo(-1);
                    reader.in.close();
                    readers.remove(reader);
                } else {
                    byte[] wanted = content(reader.seeds.removeFirst());
                    assertThat(Arrays.equals(reader.in.readNBytes(wanted.length), wanted))
                            .isTrue();
                }
            }
        }

        void endReaders() throws IOException {
            while (!readers.isEmpty()) {
                goOnReading();
            }
        }

        private void sweep(Duration later) {
            clock.advance(later);
            try {
                blobs.sweep();
            } catch (StoreException hostile) {
                assertThat(hostile).hasMessageStartingWith("the disk refuses");
            }
        }

        private void copy() throws Exception {
            String name = "s" + chance.nextInt(3);
            switch (chance.nextInt(4)) {
                case 0, 1 -> {
                    copies.delete(name);
                    copies.create(name);
                    snapshots.put(name, Map.copyOf(expected));
                }
                case 2 -> {
                    if (copies.exists(name)) {
                        copies.restore(name, List.of());
                        expected.clear();
                        expected.putAll(snapshots.get(name));
                    }
                }
                default -> fork();
            }
        }

        private void fork() throws Exception {
            Path target = folder.resolve("fork" + chance.nextLong());
            copies.fork(Optional.empty(), target, List.of());
            try (DataDirectory other = DataDirectory.open(target);
                    EmbeddedStore rows = other.openStore(DataDirectory.Kind.MVSTORE);
                    StoreView view = rows.view()) {
                Blobs forked = Blobs.inFiles(rows, other.blobs(), ids, clock);
                assertThat(named(view)).isEqualTo(new TreeSet<>(expected.keySet()));
                for (String id : expected.keySet()) {
                    check(forked, view, id);
                }
            }
        }

        private TreeSet<String> named(StoreView view) {
            TreeSet<String> named = new TreeSet<>();
            Tables.LARGE.scan().keys(view).forEach(id -> named.add(id.value()));
            return named;
        }

        private void check(Blobs from, StoreView view, String id) throws IOException {
            byte[] wanted = content(expected.get(id));
            try (InputStream in = from.open(view, new BlobId(id)).open()) {
                assertThat(Arrays.equals(in.readAllBytes(), wanted)).isTrue();
            }
        }

        private void checkOne() throws IOException {
            Optional<BlobId> id = any();
            if (id.isPresent()) {
                try (StoreView view = store.view()) {
                    check(blobs, view, id.get().value());
                }
            }
        }

        /** In the end everything promised is there, and no file of anything else. */
        void checkAll() throws IOException {
            sweep(Duration.ofHours(2));
            sweep(Duration.ofHours(2));
            try (StoreView view = store.view()) {
                assertThat(named(view)).isEqualTo(new TreeSet<>(expected.keySet()));
                for (String id : expected.keySet()) {
                    check(blobs, view, id);
                }
            }
            TreeSet<String> files = new TreeSet<>();
            try (var found = Files.walk(data.blobs())) {
                found.filter(Files::isRegularFile)
                        .forEach(file -> files.add(file.getFileName().toString()));
            }
            assertThat(files).isEqualTo(new TreeSet<>(expected.keySet()));
        }
    }
}
