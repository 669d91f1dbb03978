package dev.nephele.storage.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.Batch;
import dev.nephele.storage.engine.MvEngine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowCacheTest {
    private static final byte[] KEY = {(byte) 0xff, 1, 'a'};

    private final MvEngine engine = MvEngine.inMemory();
    private final Published.Generation generation = new Published.Generation(engine);

    private Published state(long version, byte @Nullable [] value) {
        engine.write(new Batch().set(KEY, value), false);
        return new Published(version, generation);
    }

    private static @Nullable String read(RowCache cache, byte[] key, Published at) {
        return cache.get(key, String::new, at);
    }

    /** The committer comes while a reader of the state before is about to keep what it read. */
    private @Nullable String newValueAfter(Consumer<RowCache> commit) throws Exception {
        CountDownLatch keeping = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        RowCache cache = new RowCache(() -> {
            keeping.countDown();
            await(goOn);
        });
        Published before = state(1, "old".getBytes());
        Published after = state(2, "new".getBytes());
        Thread reader = Thread.ofPlatform().start(() -> read(cache, KEY, before));
        await(keeping);
        Thread committer = Thread.ofPlatform().start(() -> commit.accept(cache));
        // It either waits for the reader, or is through.
        committer.join(200);
        goOn.countDown();
        reader.join();
        committer.join();
        return read(cache, KEY, after);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readerAboutToKeepAnOldValueHidesNoNewerOne() throws Exception {
        assertThat(newValueAfter(cache -> cache.wrote(new RowKey(KEY), "new".getBytes(), 2)))
                .isEqualTo("new");
    }

    @Test
    void readerAboutToKeepAnOldValueHidesNoRangeThatWasReplaced() throws Exception {
        assertThat(newValueAfter(cache -> cache.deletedRange(new byte[] {0}, new byte[] {-1, -1}, 2)))
                .isEqualTo("new");
    }

    @Test
    void readerAboutToKeepAnOldValueHidesNoOtherState() throws Exception {
        assertThat(newValueAfter(cache -> cache.replacedAll(2))).isEqualTo("new");
    }

    @Test
    void rangeTakesItsRowsOnly() {
        RowCache cache = new RowCache();
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            keys.add(ByteBuffer.allocate(6).put(KEY, 0, 2).putInt(i).array());
        }
        Published empty = new Published(1, generation);
        keys.forEach(key -> read(cache, key, empty));
        cache.deletedRange(keys.get(10), keys.get(20), 2);
        cache.deletedRange(keys.get(40), keys.get(30), 3);
        assertThat(cache.rows.asMap().keySet().stream()
                        .map(key -> ByteBuffer.wrap(key.bytes).getInt(2)))
                .hasSize(90)
                .allMatch(i -> i < 10 || i >= 20);
        assertThat(cache.ordered).hasSameElementsAs(cache.rows.asMap().keySet());
    }

    /** What is evicted, or grows too large to be kept, is not looked for when a range goes. */
    @Test
    void knowsTheOrderOfExactlyWhatItKeeps() {
        RowCache cache = new RowCache();
        for (int i = 0; i < 3_000; i++) {
            byte[] key = ByteBuffer.allocate(6).put(KEY, 0, 2).putInt(i).array();
            engine.write(new Batch().put(key, new byte[60_000]), false);
            Published at = new Published(i + 1, generation);
            cache.get(key, bytes -> bytes, at);
            at.release();
        }
        cache.rows.cleanUp();
        assertThat(cache.rows.estimatedSize()).isBetween(1L, 2_000L);
        RowKey last = cache.ordered.last();
        cache.wrote(last, new byte[70_000], 5_000);
        assertThat(cache.rows.asMap()).doesNotContainKey(last);
        assertThat(cache.ordered).hasSameElementsAs(cache.rows.asMap().keySet());
    }

    /** Ranges are deleted on the committer's thread, for which everybody waits. */
    @Test
    void costOfARangeDoesNotGrowWithWhatElseIsCached() {
        RowCache cache = new RowCache();
        Published empty = new Published(1, generation);
        for (int i = 0; i < 150_000; i++) {
            read(cache, ByteBuffer.allocate(6).put(KEY, 0, 2).putInt(i).array(), empty);
        }
        assertThat(cache.rows.estimatedSize()).isGreaterThan(100_000);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            long start = System.nanoTime();
            cache.deletedRange(new byte[] {1}, new byte[] {2}, 2 + i);
            best = Math.min(best, System.nanoTime() - start);
        }
        assertThat(best).isLessThan(1_000_000);
    }
}
