package dev.nephele.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.storage.Batch;
import dev.nephele.storage.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of a RocksDB that was killed, then damaged. */
class WriteAheadLogTest {
    private static final int WRITES = 300;

    @TempDir
    Path folder;

    private final List<Long> ends = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private Path killed;
    private byte[] whole;
    private int copies;

    private static byte[] key(int n) {
        return ByteBuffer.allocate(4).putInt(n).array();
    }

    /** Most rows are small, some fill more than a block of the log. */
    @BeforeEach
    void writeAndDie() throws IOException {
        Path live = folder.resolve("live");
        killed = folder.resolve("killed");
        try (RocksEngine engine = RocksEngine.open(live)) {
            for (int n = 0; n < WRITES; n++) {
                byte[] value = new byte[n % 50 == 7 ? 70_000 : 40];
                Arrays.fill(value, (byte) (n % 100 + 1));
                engine.write(new Batch().put(key(n), value), true);
                ends.add((long) written(log(live)).length);
            }
            copy(live, killed);
        }
        whole = written(log(killed));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static Path log(Path engine) throws IOException {
        try (Stream<Path> files = Files.list(engine)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    /** A log without the zeros behind its end; no row ends with one. */
    private static byte[] written(Path log) throws IOException {
        byte[] all = Files.readAllBytes(log);
        int end = all.length;
        while (end > 0 && all[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(all, end);
    }

    private Path with(byte[] log) throws IOException {
        Path copy = folder.resolve("copy" + copies++);
        copy(killed, copy);
        Files.write(log(copy), log);
        return copy;
    }

    private byte[] flipped(int at) {
        byte[] log = whole.clone();
        log[at] ^= 0x10;
        return log;
    }

    /** How many rows are there, which must be the first ones. */
    private int rows(Path engine) {
        said.clear();
        try (RocksEngine opened = RocksEngine.open(engine, said::add);
                Engine.Snapshot snapshot = opened.snapshot()) {
            int[] count = {0};
            snapshot.scan(new byte[] {0}, new byte[] {-1}, false, (key, value) -> {
                assertThat(key).isEqualTo(key(count[0]++));
                return true;
            });
            return count[0];
        }
    }

    @Test
    void wholeLogIsReadWithoutAWord() throws IOException {
        assertThat(rows(with(whole))).isEqualTo(WRITES);
        assertThat(rows(with(Arrays.copyOf(whole, whole.length + 5_000)))).isEqualTo(WRITES);
        assertThat(said).isEmpty();
    }

    @Test
    void damageWithWritesBehindItIsRefusedAndChangesNothing() throws IOException {
        int at = whole.length / 10;
        Path damaged = with(flipped(at));
        assertThatThrownBy(() -> rows(damaged))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged at byte")
                .hasMessageContaining("later writes follow");
        assertThat(Files.readAllBytes(log(damaged))).isEqualTo(flipped(at));
        Files.write(log(damaged), whole);
        assertThat(rows(damaged)).isEqualTo(WRITES);
    }

    @Test
    void tornEndIsCutAndSaid() throws IOException {
        Path torn = with(Arrays.copyOf(whole, whole.length - 10));
        assertThat(rows(torn)).isEqualTo(WRITES - 1);
        long cut = whole.length - 10 - ends.get(WRITES - 2);
        assertThat(said).singleElement().asString().contains(cut + " bytes of " + (whole.length - 10) + " were cut");
        assertThat(rows(torn)).isEqualTo(WRITES - 1);
        assertThat(said).isEmpty();
    }

    /** As a loss of power leaves it: the length is there, the bytes are not. */
    @Test
    void endWithoutItsBytesIsCut() throws IOException {
        byte[] log = whole.clone();
        Arrays.fill(log, log.length - 20, log.length, (byte) 0);
        assertThat(rows(with(log))).isEqualTo(WRITES - 1);
        assertThat(said).hasSize(1);
    }

    @Test
    void anyTornLengthKeepsWhatWasWhole() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            int length = random.nextInt(whole.length);
            long kept = ends.stream().filter(end -> end <= length).count();
            assertThat(rows(with(Arrays.copyOf(whole, length))))
                    .as("length %d", length)
                    .isEqualTo((int) kept);
        }
    }

    /** Wherever a byte is wrong: the last write may be given up, any other damage is refused. */
    @Test
    void noFlippedByteDropsAWriteThatOthersFollow() throws IOException {
        Random random = new Random(2);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            places.add(random.nextInt(whole.length));
        }
        // The headers and the bodies of the last writes.
        for (int i = whole.length - 400; i < whole.length; i += 3) {
            places.add(i);
        }
        for (int at : places) {
            Path damaged = with(flipped(at));
            if (at >= ends.get(WRITES - 2)) {
                assertThat(rows(damaged)).as("byte %d", at).isEqualTo(WRITES - 1);
            } else {
                assertThatThrownBy(() -> rows(damaged)).as("byte %d", at).isInstanceOf(StoreException.class);
            }
        }
    }

    /** As a loss of power leaves it: of writes that nobody had synced, a later one is on disk and an earlier one is not. */
    @Test
    void aHoleIsTheEndIfWhatFollowsWasWrittenBeforeItWasSynced() throws IOException {
        Path live = folder.resolve("unsynced");
        Path copy = folder.resolve("holed");
        Path later = folder.resolve("later");
        List<Integer> starts = new ArrayList<>();
        try (RocksEngine engine = RocksEngine.open(live)) {
            for (int n = 0; n < 30; n++) {
                starts.add(written(log(live)).length);
                engine.write(new Batch().put(key(n), key(n + 1)), n < 10);
            }
            copy(live, copy);
            engine.write(new Batch().put(key(30), key(31)), true);
            engine.write(new Batch().put(key(31), key(32)), false);
            copy(live, later);
        }
        hole(copy, starts);
        assertThat(rows(copy)).isEqualTo(12);
        assertThat(said).singleElement().asString().contains("were cut");
        hole(later, starts);
        assertThatThrownBy(() -> rows(later)).isInstanceOf(StoreException.class).hasMessageContaining("is damaged");
    }

    private static void hole(Path engine, List<Integer> starts) throws IOException {
        byte[] log = Files.readAllBytes(log(engine));
        Arrays.fill(log, starts.get(12), starts.get(14), (byte) 0);
        Files.write(log(engine), log);
    }

    /** Marks of records of which the head lies on both sides of the end of a block. */
    @Test
    void aRecordAcrossBlocksKeepsItsMark() throws IOException {
        for (int fill = 32_700; fill < 32_760; fill++) {
            Path live = folder.resolve("fill" + fill);
            Path copy = folder.resolve("copied" + fill);
            try (RocksEngine engine = RocksEngine.open(live)) {
                byte[] value = new byte[fill - 60];
                Arrays.fill(value, (byte) 1);
                engine.write(new Batch().put(key(0), value), true);
                int start = written(log(live)).length;
                engine.write(new Batch().put(key(1), key(1)), false);
                int end = written(log(live)).length;
                engine.write(new Batch().put(key(2), key(2)), false);
                copy(live, copy);
                byte[] log = Files.readAllBytes(log(copy));
                Arrays.fill(log, Math.max(start, end - 4), end, (byte) 0);
                Files.write(log(copy), log);
            }
            assertThat(rows(copy)).as("%d bytes", fill).isEqualTo(1);
        }
    }

    @Test
    void spaceIsSetAsideAndGivenBack() throws IOException {
        Path live = folder.resolve("space");
        try (RocksEngine engine = RocksEngine.open(live)) {
            for (int n = 0; n < 2_000; n++) {
                engine.write(new Batch().put(key(n), new byte[] {1}), n % 100 == 0);
                assertThat(Files.size(log(live))).isGreaterThan(written(log(live)).length);
            }
            assertThat(Files.size(log(live))).isLessThan(written(log(live)).length + (1L << 20));
        }
        assertThat(Files.size(log(live))).isEqualTo(written(log(live)).length);
        assertThat(rows(live)).isEqualTo(2_000);
        assertThat(said).isEmpty();
    }

    /** The log is begun anew a few times meanwhile. */
    @Test
    void nothingIsLostWhenAnotherLogIsBegun() throws IOException {
        Path live = folder.resolve("long");
        Path copy = folder.resolve("long-killed");
        Random random = new Random(3);
        try (RocksEngine engine = RocksEngine.open(live)) {
            for (int n = 0; n < 1_200; n++) {
                byte[] value = new byte[random.nextInt(150_000)];
                random.nextBytes(value);
                engine.write(new Batch().put(key(n), value), n % 7 == 0);
            }
            engine.sync();
            engine.checkpoint(copy);
        }
        assertThat(rows(live)).isEqualTo(1_200);
        assertThat(rows(copy)).isEqualTo(1_200);
        assertThat(said).isEmpty();
    }

    @Test
    void tornLogBeforeOneWithWritesIsRefused() throws IOException {
        Path two = with(Arrays.copyOf(whole, whole.length - 10));
        Files.write(two.resolve("999999.log"), whole);
        assertThatThrownBy(() -> rows(two)).isInstanceOf(StoreException.class).hasMessageContaining("is damaged");
    }
}
