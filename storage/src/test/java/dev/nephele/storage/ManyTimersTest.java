package dev.nephele.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.directory.DataDirectory;
import dev.nephele.storage.postgres.PostgresStore;
import dev.nephele.storage.timer.Timer;
import dev.nephele.storage.timer.Timers;
import dev.nephele.testkit.kernel.ManualClock;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timers by the thousand on stores that keep their rows on disk, and on several nodes. */
class ManyTimersTest {
    private static final int MANY = 100_000;

    private final ManualClock clock = new ManualClock();

    @TempDir
    Path folder;

    @Tag("slow")
    @Test
    void firesAHundredThousandInTenSeconds() {
        try (DataDirectory data = DataDirectory.open(folder);
                Store store = data.openStore(DataDirectory.Kind.ROCKSDB)) {
            Timers timers = new Timers(store, clock);
            AtomicInteger effects = new AtomicInteger();
            timers.handle("handler", TimerLife::count);
            timers.handle("effect", (Timer timer) -> effects.incrementAndGet());
            for (String kind : List.of("handler", "effect")) {
                TimerLife.set(store, timers, kind, MANY, clock);
                clock.advance(Duration.ofDays(90));
                long begun = System.nanoTime();
                timers.settle();
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                assertThat(took).as(kind).isLessThan(Duration.ofSeconds(10));
            }
            assertThat(effects).hasValue(MANY);
            try (StoreView view = store.view()) {
                assertThat(TimerLife.FIRED.scan().values(view)).hasSize(MANY).containsOnly(1L);
            }
        }
    }

    @Test
    void killBetweenBatchesLosesNoneAndFiresNoneTwice() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TimerLife.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader()) {
            int lines = 0;
            while (out.readLine() != null) {
                if (++lines == TimerLife.TIMERS / 3) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).isEqualTo(137);
        try (DataDirectory data = DataDirectory.open(folder);
                Store store = data.openStore(DataDirectory.Kind.ROCKSDB)) {
            try (StoreView view = store.view()) {
                assertThat(TimerLife.FIRED.scan().count(view)).isBetween(1, TimerLife.TIMERS - 1);
            }
            TimerLife.goOn(store);
            try (StoreView view = store.view()) {
                assertThat(TimerLife.FIRED.scan().values(view))
                        .hasSize(TimerLife.TIMERS)
                        .containsOnly(1L);
            }
        }
    }

    @Test
    void nodesOfOneDatabaseFireEachOnce() throws Exception {
        int many = 2_000;
        String url = PostgresServer.database();
        Map<String, Integer> effects = new ConcurrentHashMap<>();
        try (Store first = PostgresStore.open(url);
                Store second = PostgresStore.open(url)) {
            List<Timers> nodes = new ArrayList<>();
            for (Store store : List.of(first, second)) {
                Timers timers = new Timers(store, clock);
                timers.handle("handler", TimerLife::count);
                timers.handle("effect", (Timer timer) -> effects.merge(timer.id(), 1, Integer::sum));
                nodes.add(timers);
            }
            TimerLife.set(first, nodes.getFirst(), "handler", many, clock);
            TimerLife.set(first, nodes.getFirst(), "effect", many / 10, clock);
            clock.advance(Duration.ofHours(1));
            StoreContract.inParallel(2, thread -> nodes.get(thread).settle());
            try (StoreView view = second.view()) {
                assertThat(TimerLife.FIRED.scan().values(view)).hasSize(many).containsOnly(1L);
            }
            assertThat(effects).hasSize(many / 10);
            assertThat(effects.values()).containsOnly(1);
        }
    }
}
