package dev.nephele.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandedTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 28);

    @TempDir
    Path folder;

    static Machine machine(double digests, double echoes, double syncs) {
        return new Machine(Map.of(Yardstick.DIGESTS, digests, Yardstick.ECHOES, echoes, Yardstick.SYNCS, syncs));
    }

    @Test
    void readsWhatItWrote() throws IOException {
        Path file = folder.resolve("landed.tsv");
        Landed landed = new Landed();
        Landed.Line start = new Landed.Line(0.437, machine(900_000, 40_000, 2_000), DAY, "abc1234");
        Landed.Line put = new Landed.Line(10_812.5, machine(800_000, 30_000, 1_000), DAY, "def5678-dirty");
        landed.put(Promise.PUT, put);
        landed.put(Promise.START, start);
        landed.write(file);
        Landed read = Landed.read(file);
        assertThat(read.of(Promise.START)).contains(start);
        assertThat(read.of(Promise.PUT)).contains(put);
        assertThat(read.of(Promise.GET)).isEmpty();
    }

    @Test
    void keepsFiguresThatALaterRunDidNotMeasure() throws IOException {
        Path file = folder.resolve("landed.tsv");
        Machine machine = machine(1, 1, 1);
        Landed first = new Landed();
        first.put(Promise.PUT, new Landed.Line(1, machine, DAY, "a"));
        first.put(Promise.GET, new Landed.Line(2, machine, DAY, "a"));
        first.write(file);
        Landed second = Landed.read(file);
        second.put(Promise.GET, new Landed.Line(3, machine, DAY, "b"));
        second.write(file);
        assertThat(Landed.read(file).of(Promise.PUT).orElseThrow().figure()).isEqualTo(1);
        assertThat(Landed.read(file).of(Promise.GET).orElseThrow().figure()).isEqualTo(3);
    }

    @Test
    void holdsNothingWithoutFile() throws IOException {
        assertThat(Landed.read(folder.resolve("none")).of(Promise.PUT)).isEmpty();
    }

    @Test
    void namesTheLineThatIsWrong() throws IOException {
        for (String wrong : new String[] {
            "a\t1", "a\t0\t1\t1\t1\t2026-11-28\tc", "a\t1\t1\tx\t1\t2026-11-28\tc", "a\t1\t1\t1\t1\tx\tc"
        }) {
            Path file = Files.writeString(folder.resolve("wrong"), "names\n" + wrong + "\n");
            assertThatThrownBy(() -> Landed.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("line 2");
        }
    }

    @Test
    void theFileOfTheProjectIsOne() throws IOException {
        Path file = Path.of("landed.tsv");
        assertThat(file).exists();
        Landed landed = Landed.read(file);
        Path copy = folder.resolve("copy.tsv");
        landed.write(copy);
        assertThat(copy).hasSameTextualContentAs(file);
    }
}
