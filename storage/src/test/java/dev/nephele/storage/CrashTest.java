package dev.nephele.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.directory.DataDirectory;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process killed with -9 while it commits, again and again over the same state. */
class CrashTest {
    private static final int LIVES = 2;
    private static final int MANY_LIVES = 40;

    private final List<String> acknowledged = new ArrayList<>();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(DataDirectory.Kind.class)
    void keepsEverythingAcknowledgedBeforeAKill(DataDirectory.Kind kind) throws Exception {
        for (int life = 0; life < LIVES; life++) {
            liveAndDie(kind, life, 400 + 100 * life);
            check(kind);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(DataDirectory.Kind.class)
    void keepsEverythingAcknowledgedBeforeManyKills(DataDirectory.Kind kind) throws Exception {
        Random chance = new Random(17);
        for (int life = 0; life < MANY_LIVES; life++) {
            liveAndDie(kind, life, 2 + chance.nextInt(800));
            check(kind);
        }
    }

    /** What was acknowledged is there, and what is there is there whole and once. */
    private void check(DataDirectory.Kind kind) {
        try (DataDirectory data = DataDirectory.open(folder);
                Store store = data.openStore(kind);
                StoreView view = store.view()) {
            Set<String> rows = new HashSet<>(StoreContract.NUMBERS.scan().keys(view));
            Set<String> keys =
                    rows.stream().filter(key -> !key.endsWith("/half")).collect(Collectors.toSet());
            List<String> listed = CrashWriter.LISTS.scan().values(view).stream()
                    .flatMap(list -> Stream.of(list.split(",", -1)))
                    .toList();
            assertThat(acknowledged).allMatch(keys::contains).doesNotHaveDuplicates();
            assertThat(keys).allMatch(key -> rows.contains(key + "/half")).hasSize(rows.size() / 2);
            assertThat(listed).allMatch(keys::contains).doesNotHaveDuplicates().hasSize(keys.size());
            assertThat(CrashWriter.COUNTERS.scan().values(view).stream()
                            .mapToLong(n -> n)
                            .sum())
                    .isEqualTo(keys.size());
        }
    }

    private void liveAndDie(DataDirectory.Kind kind, int life, int commits) throws Exception {
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
        List<String> printed = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                printed.add(line);
                if (printed.size() == commits) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).isEqualTo(137);
        // The last line may have been cut by the kill.
        acknowledged.addAll(printed.subList(0, printed.size() - 1));
    }
}
