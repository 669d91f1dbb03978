package dev.nephele.storage.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.storage.Batch;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store on a disk that delays, fails and forgets. */
class HostileStoreTest {
    private static final Rows<String, Long> NUMBERS = Table.partition(0x7f01, KeyCodec.text(), RowCodec.number());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void losesNothingAcknowledgedAndWritesNothingHalf(long seed) {
        HostileEngine engine = new HostileEngine(seed, 20 + (int) seed * 7);
        Store store = new EmbeddedStore(engine);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                int writer = i;
                pool.submit(() -> write(store, writer, acknowledged, refused));
            }
        }
        assertThat(refused).as("every writer heard of the failure").hasValue(8);
        try (Store restarted = new EmbeddedStore(engine.afterPowerLoss());
                StoreView view = restarted.view()) {
            for (String key : acknowledged) {
                assertThat(NUMBERS.exists(view, key + "/a")).as(key).isTrue();
            }
            long a = NUMBERS.scan().keys(view).stream()
                    .filter(key -> key.endsWith("/a"))
                    .count();
            long b = NUMBERS.scan().keys(view).stream()
                    .filter(key -> key.endsWith("/b"))
                    .count();
            assertThat(a).isEqualTo(b).isGreaterThanOrEqualTo(acknowledged.size());
        }
    }

    private static void write(Store store, int writer, Set<String> acknowledged, AtomicInteger refused) {
        for (int n = 0; ; n++) {
            String key = writer + "-" + n;
            try {
                store.update(transaction -> {
                    NUMBERS.put(transaction, key + "/a", 1L);
                    NUMBERS.put(transaction, key + "/b", 1L);
                });
            } catch (StoreException e) {
                refused.incrementAndGet();
                return;
            }
            acknowledged.add(key);
        }
    }

    @Test
    void neverShowsWhatTheDiskRefusedAndAcceptsNothingAfterIt() {
        Store store = new EmbeddedStore(new HostileEngine(1, 1));
        store.update(transaction -> NUMBERS.put(transaction, "a", 1L));
        assertThatThrownBy(() -> store.update(transaction -> NUMBERS.put(transaction, "a", 2L)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("whether it took place is unknown");
        try (StoreView view = store.view()) {
            assertThat(NUMBERS.find(view, "a")).contains(1L);
        }
        assertThatThrownBy(() -> store.update(transaction -> NUMBERS.put(transaction, "b", 2L)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("accepts none until it is opened again");
        assertThatThrownBy(() -> store.append(new Batch().put(NUMBERS.key("b"), NUMBERS.value(1L))))
                .isInstanceOf(StoreException.class);
        store.close();
    }

    @Test
    void syncThatFailedIsTheEndOfWriting() {
        HostileEngine engine = new HostileEngine(1, Integer.MAX_VALUE);
        Store store = new EmbeddedStore(engine);
        store.append(new Batch().put(NUMBERS.key("a"), NUMBERS.value(1L)));
        engine.failNextSync();
        assertThatThrownBy(store::sync).isInstanceOf(StoreException.class);
        assertThatThrownBy(store::sync).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.update(transaction -> NUMBERS.put(transaction, "b", 2L)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("accepts none until it is opened again");
        store.close();
    }

    @Test
    void appendedRowsAreOnDiskAfterTheNextCommitOrASync() {
        HostileEngine engine = new HostileEngine(1, Integer.MAX_VALUE);
        Store store = new EmbeddedStore(engine);
        store.append(new Batch().put(NUMBERS.key("a"), NUMBERS.value(1L)));
        store.update(transaction -> NUMBERS.put(transaction, "b", 1L));
        assertThat(keys(engine)).containsExactly("a", "b");
        store.append(new Batch().put(NUMBERS.key("c"), NUMBERS.value(1L)));
        store.sync();
        assertThat(keys(engine)).containsExactly("a", "b", "c");
        store.append(new Batch().put(NUMBERS.key("d"), NUMBERS.value(1L)));
        store.close();
        assertThat(keys(engine)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void appendedRowsReachTheDiskWithinASecondByThemselves() throws Exception {
        HostileEngine engine = new HostileEngine(1, Integer.MAX_VALUE);
        try (Store store = new EmbeddedStore(engine)) {
            store.append(new Batch().put(NUMBERS.key("a"), NUMBERS.value(1L)));
            long start = System.nanoTime();
            while (keys(engine).isEmpty() && System.nanoTime() - start < 5_000_000_000L) {
                Thread.sleep(20);
            }
            assertThat(keys(engine)).containsExactly("a");
        }
    }

    private static Set<String> keys(HostileEngine engine) {
        try (Store restarted = new EmbeddedStore(engine.afterPowerLoss());
                StoreView view = restarted.view()) {
            return new java.util.TreeSet<>(NUMBERS.scan().keys(view));
        }
    }

    @Test
    void readErrorsReachTheReaderAndPass() {
        HostileEngine engine = new HostileEngine(1, Integer.MAX_VALUE);
        try (Store store = new EmbeddedStore(engine)) {
            store.update(transaction -> NUMBERS.put(transaction, "a", 1L));
            engine.failReads(true);
            assertThatThrownBy(() -> store.transact(transaction -> NUMBERS.get(transaction, "a")))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("input/output error");
            engine.failReads(false);
            assertThat(store.<Long>transact(transaction -> NUMBERS.get(transaction, "a")))
                    .isEqualTo(1L);
        }
    }

    @Test
    void failedCheckpointHarmsNothing() {
        try (Store store = new EmbeddedStore(new HostileEngine(1, Integer.MAX_VALUE))) {
            assertThatThrownBy(() -> store.checkpoint(Path.of("copy"))).hasMessage("no space left on device");
            store.update(transaction -> NUMBERS.put(transaction, "a", 1L));
        }
    }

    @Test
    void refusesWorkAfterItWasClosed() {
        Store store = new EmbeddedStore(new HostileEngine(1, Integer.MAX_VALUE));
        store.close();
        store.close();
        assertThatThrownBy(() -> store.update(transaction -> NUMBERS.put(transaction, "a", 1L)))
                .isInstanceOf(StoreException.class)
                .hasMessage("the store is closed");
        assertThatThrownBy(store::view).hasMessage("the store is closed");
        assertThatThrownBy(() -> store.append(new Batch().delete(new byte[] {1})))
                .hasMessage("the store is closed");
    }
}
