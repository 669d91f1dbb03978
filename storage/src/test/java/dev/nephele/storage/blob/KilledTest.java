package dev.nephele.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.StoreView;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.directory.DataDirectory;
import dev.nephele.testkit.kernel.ManualClock;
import dev.nephele.testkit.kernel.SeededIds;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payloads of a process killed with -9 while it stages, publishes, deletes and sweeps. */
class KilledTest {
    private static final int LIVES = 3;
    private static final int LINES = 150;

    @TempDir
    Path folder;

    @Test
    void losesNothingAcknowledgedAndLeavesNoFileThatNoRowNames() throws Exception {
        Set<String> acknowledged = new TreeSet<>();
        for (int life = 1; life <= LIVES; life++) {
            liveAndDie(life, acknowledged);
            try (DataDirectory data = DataDirectory.open(folder);
                    EmbeddedStore store = data.openStore(DataDirectory.Kind.ROCKSDB)) {
                ManualClock clock = new ManualClock();
                Blobs blobs = Blobs.inFiles(store, data.blobs(), new SeededIds(0), clock);
                clock.advance(Duration.ofDays(1));
                blobs.sweep();
                try (StoreView view = store.view()) {
                    List<BlobId> named = Tables.LARGE.scan().keys(view);
                    assertThat(named).extracting(BlobId::value).containsAll(acknowledged);
                    assertThat(filesOnDisk(data.blobs()))
                            .isEqualTo(
                                    named.stream().map(BlobId::value).sorted().toList());
                    for (BlobId id : named) {
                        assertThat(blobs.open(view, id).open().readAllBytes())
                                .hasSize((int) blobs.size(view, id))
                                .containsOnly(0);
                    }
                }
            }
        }
    }

    private static List<String> filesOnDisk(Path blobs) throws Exception {
        try (var found = Files.walk(blobs)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private void liveAndDie(int life, Set<String> acknowledged) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BlobLife.class.getName(),
                        folder.toString(),
                        String.valueOf(life))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int lines = 0;
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String id = line.substring(Math.min(2, line.length()));
                if (line.startsWith("?")) {
                    acknowledged.remove(id);
                } else if (BlobId.isId(id)) {
                    acknowledged.add(id);
                }
                if (++lines == LINES) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).isEqualTo(137);
    }
}
