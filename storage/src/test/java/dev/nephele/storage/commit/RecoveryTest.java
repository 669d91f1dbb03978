package dev.nephele.storage.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.engine.Engine;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A store whose disk refuses writes for a while. */
class RecoveryTest {
    private static final Rows<String, Long> NUMBERS = Table.partition(0x7f01, KeyCodec.text(), RowCodec.number());

    /** A disk that is full until it is told otherwise, and then takes so many writes. */
    private static final class Disk implements Recovery {
        private final int writesAfterwards;
        volatile boolean full = true;
        volatile HostileEngine last;
        final List<Engine> abandoned = new ArrayList<>();

        Disk(HostileEngine first, int writesAfterwards) {
            this.last = first;
            this.writesAfterwards = writesAfterwards;
        }

        @Override
        public Engine reopen(Engine broken) {
            if (full) {
                throw new StoreException("no space left on the disk");
            }
            assertThat(broken).isSameAs(last);
            last = last.afterPowerLoss(writesAfterwards);
            return last;
        }

        @Override
        public void abandon(Engine broken) {
            abandoned.add(broken);
        }
    }

    private static void put(Store store, String key, long value) {
        store.update(transaction -> NUMBERS.put(transaction, key, value));
    }

    private static Optional<Long> number(Store store, String key) {
        try (StoreView view = store.view()) {
            return NUMBERS.find(view, key);
        }
    }

    private static void awaitWrites(Store store) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (store.trouble().isPresent()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void readsGoOnAndWritesWhenTheDiskTakesThemAgain() throws Exception {
        HostileEngine engine = new HostileEngine(1, 1);
        Disk disk = new Disk(engine, Integer.MAX_VALUE);
        try (Store store = new EmbeddedStore(engine, Optional.of(disk))) {
            put(store, "a", 1);
            assertThat(store.trouble()).isEmpty();
            StoreView before = store.view();
            assertThatThrownBy(() -> put(store, "a", 2))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("whether it took place is unknown");
            assertThatThrownBy(() -> put(store, "b", 2))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("accepts none until it is opened again");
            assertThatThrownBy(store::sync).isInstanceOf(StoreException.class);
            assertThat(store.trouble())
                    .hasValueSatisfying(text -> assertThat(text).contains("the disk refused a write"));
            assertThat(number(store, "a")).contains(1L);
            disk.full = false;
            awaitWrites(store);
            assertThat(NUMBERS.find(before, "a")).contains(1L);
            assertThat(disk.abandoned).isEmpty();
            before.close();
            assertThat(disk.abandoned).containsExactly(engine);
            put(store, "b", 3);
            assertThat(number(store, "b")).contains(3L);
            // Of unknown outcome, so the one or the other; but the same to every reader.
            assertThat(number(store, "a").orElseThrow()).isIn(1L, 2L);
            assertThat(number(new EmbeddedStore(disk.last.afterPowerLoss()), "b"))
                    .contains(3L);
        }
    }

    @Test
    void losesNothingAcknowledgedOverManyFailures() throws Exception {
        HostileEngine engine = new HostileEngine(3, 10);
        Disk disk = new Disk(engine, 12);
        disk.full = false;
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Store store = new EmbeddedStore(engine, Optional.of(disk));
        List<Thread> writers = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        for (int i = 0; i < 4; i++) {
            String name = "writer" + i + "-";
            writers.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; System.nanoTime() < end; n++) {
                    try {
                        put(store, name + n, n);
                        acknowledged.add(name + n);
                    } catch (StoreException refused) {
                        Thread.yield();
                    }
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(disk.abandoned).hasSizeGreaterThan(1);
        awaitWrites(store);
        for (String key : acknowledged) {
            assertThat(number(store, key)).as(key).isPresent();
        }
        store.close();
    }

    @Test
    void closesWhileTheDiskIsFull() {
        HostileEngine engine = new HostileEngine(1, 0);
        Store store = new EmbeddedStore(engine, Optional.of(new Disk(engine, 1)));
        assertThatThrownBy(() -> put(store, "a", 1)).isInstanceOf(StoreException.class);
        store.close();
        assertThatThrownBy(() -> put(store, "a", 1)).isInstanceOf(StoreException.class);
    }
}
