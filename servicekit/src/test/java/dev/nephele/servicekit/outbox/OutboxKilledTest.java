package dev.nephele.servicekit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.directory.DataDirectory;
import dev.nephele.storage.timer.Timers;
import dev.nephele.testkit.kernel.ManualClock;
import dev.nephele.testkit.kernel.SeededIds;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed with -9 while it sends and delivers, twice over the same state. */
class OutboxKilledTest {
    @TempDir
    Path folder;

    @Test
    void deliversWhatWasCommittedBeforeAKill() throws Exception {
        liveAndDie(1, 150);
        liveAndDie(2, 250);
        ManualClock clock = new ManualClock();
        try (DataDirectory data = DataDirectory.open(folder);
                Store store = data.openStore(DataDirectory.Kind.ROCKSDB)) {
            Timers timers = new Timers(store, clock);
            OutboxLife.channel(store, timers, clock, new SeededIds(3));
            timers.settle();
            try (StoreView view = store.view()) {
                List<String> sent = OutboxLife.SENT.scan().keys(view);
                assertThat(sent).hasSizeGreaterThanOrEqualTo(150 + 250 - 2);
                assertThat(OutboxLife.ANSWERED.scan().keys(view)).isEqualTo(sent);
                assertThat(OutboxLife.ANSWERED.scan().values(view)).containsOnly(1L);
                assertThat(Outbox.LETTERS.scan().count(view)).isZero();
            }
        }
    }

    private void liveAndDie(int life, int commits) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OutboxLife.class.getName(),
                        folder.toString(),
                        String.valueOf(life))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader()) {
            int lines = 0;
            while (out.readLine() != null) {
                if (++lines == commits) {
                    process.toHandle().destroyForcibly();
                }
            }
            assertThat(lines).isGreaterThanOrEqualTo(commits);
        }
        assertThat(process.waitFor()).isEqualTo(137);
    }
}
