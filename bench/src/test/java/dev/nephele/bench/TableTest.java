package dev.nephele.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Landed landed = new Landed();

    private Table table(Machine machine) throws Exception {
        return new Table(new PrintStream(printed, true, StandardCharsets.UTF_8), () -> machine, landed);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).strip().replaceAll(" +", " ");
    }

    private void land(Promise promise, double figure, Machine machine) {
        landed.put(promise, new Landed.Line(figure, machine, LocalDate.of(2026, 11, 28), "abc"));
    }

    @Test
    void takesTheSpeedOfTheMachineOutOfARatio() throws Exception {
        land(Promise.GET, 28_000, LandedTest.machine(1_000, 400, 70));
        table(LandedTest.machine(500, 200, 70)).row(Promise.GET, 14_000);
        assertThat(printed()).isEqualTo("s3 GET of 1 KiB/s 14,000 28,000 ! 28,000 landed 1.00");
    }

    @Test
    void aShorterStartIsBetterAndASlowerMachineExcusesALongerOne() throws Exception {
        land(Promise.START, 0.40, LandedTest.machine(1_000, 1, 1));
        table(LandedTest.machine(500, 1, 1)).row(Promise.START, 0.40);
        assertThat(printed()).endsWith("0.40 0.45 0.40 landed 2.00");
    }

    @Test
    void memoryIsTheSameOnEveryMachine() throws Exception {
        land(Promise.IDLE, 90, LandedTest.machine(1_000, 1_000, 1_000));
        table(LandedTest.machine(1, 1, 1)).row(Promise.IDLE, 180);
        assertThat(printed()).endsWith("180 100 ! 90 landed 0.50");
    }

    @Test
    void aPeerOfTheSameRunIsComparedAsItIs() throws Exception {
        land(Promise.SEND, 1, LandedTest.machine(1, 1, 1));
        table(LandedTest.machine(500, 200, 70)).row(Promise.SEND, 15_000, new Table.Peer("ElasticMQ", 7_500));
        assertThat(printed()).isEqualTo("sqs SendMessage/s 15,000 14,000 7,500 ElasticMQ 2.00");
    }

    @Test
    void countsMissedTargetsAndExcusesFivePercent() throws Exception {
        Table table = table(LandedTest.machine(1, 1, 1));
        table.row(Promise.GET, 28_000 * 0.96);
        table.row(Promise.SEND_BATCH, 1);
        table.row(Promise.GREAT_GET, 1.56);
        table.row(Promise.PUT, 10_800 * 0.94);
        table.row(Promise.AFTER, 300);
        table.foot();
        assertThat(printed()).endsWith("2 targets missed (!)");
    }

    @Test
    void eachRowIsHeldAgainstTheMachineOfItsOwnMoment() throws Exception {
        land(Promise.GET, 1_000, LandedTest.machine(100, 100, 1));
        Iterator<Machine> machines = List.of(
                        LandedTest.machine(100, 100, 1), LandedTest.machine(25, 25, 1), LandedTest.machine(50, 50, 1))
                .iterator();
        Table table = new Table(new PrintStream(printed, true, StandardCharsets.UTF_8), machines::next, landed);
        table.row(Promise.GET, 250);
        table.row(Promise.IDLE, 90);
        table.row(Promise.USER, 250);
        assertThat(printed()).contains("1,000 landed 1.00");
        assertThat(table.figures().get(Promise.GET).machine().perSecond(Yardstick.DIGESTS))
                .isEqualTo(25);
        assertThat(table.figures().get(Promise.USER).machine().perSecond(Yardstick.DIGESTS))
                .isEqualTo(50);
    }

    @Test
    void speedIsTheGeometricMean() throws Exception {
        Machine machine = LandedTest.machine(400, 100, 10);
        Machine other = LandedTest.machine(100, 100, 1_000);
        assertThat(machine.speed(other, Set.of(Yardstick.DIGESTS, Yardstick.ECHOES)))
                .isCloseTo(2, within(1e-9));
        assertThat(machine.speed(other, Set.of())).isEqualTo(1);
    }

    @Test
    void everyYardstickOfThisMachineMoves() throws Exception {
        Machine machine = Machine.measure(Duration.ofMillis(50));
        for (Yardstick each : Yardstick.values()) {
            assertThat(machine.perSecond(each)).as(each.name()).isPositive();
        }
    }
}
