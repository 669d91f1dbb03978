package dev.nephele.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.directory.DataDirectory;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process killed with -9 while it commits, again and again over the same state. */
class CrashTest {
    private static final int LIVES = 2;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(DataDirectory.Kind.class)
    void keepsEverythingAcknowledgedBeforeAKill(DataDirectory.Kind kind) throws Exception {
        List<String> acknowledged = new ArrayList<>();
        for (int life = 0; life < LIVES; life++) {
            acknowledged.addAll(liveAndDie(kind, life));
            try (DataDirectory data = DataDirectory.open(folder);
                    Store store = data.openStore(kind);
                    StoreView view = store.view()) {
                Set<String> keys = new HashSet<>(StoreContract.NUMBERS.scan().keys(view));
                assertThat(keys).containsAll(acknowledged);
                assertThat(keys.stream().filter(key -> !key.endsWith("/half")))
                        .allMatch(key -> keys.contains(key + "/half"))
                        .hasSize(keys.size() / 2);
            }
        }
    }

    private List<String> liveAndDie(DataDirectory.Kind kind, int life) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CrashWriter.class.getName(),
                        folder.toString(),
                        kind.name(),
                        String.valueOf(life))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged.add(line);
                if (acknowledged.size() == 400 + 100 * life) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).isEqualTo(137);
        // The last line may have been cut by the kill.
        return acknowledged.subList(0, acknowledged.size() - 1);
    }
}
