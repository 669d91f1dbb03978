package dev.nephele.storage.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import dev.nephele.testkit.kernel.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Timers that fire by the hundred: many to a transaction, and beside each other outside of them. */
class TimerBatchesTest {
    private static final Rows<String, Long> FIRED = Table.partition(0x7d10, KeyCodec.text(), RowCodec.number());
    private static final Rows<Long, String> ORDER = Table.partition(0x7d11, KeyCodec.number(), RowCodec.text());
    private static final int MANY = 350;

    @AutoClose
    private final Store store = new EmbeddedStore(MvEngine.inMemory());

    private final ManualClock clock = new ManualClock();
    private final Timers timers = new Timers(store, clock);

    private Instant in(Duration duration) {
        return clock.now().plus(duration);
    }

    private void set(Timer... several) {
        store.update(transaction -> {
            for (Timer timer : several) {
                timers.set(transaction, timer);
            }
        });
    }

    /** Counts in rows, so that what was rolled back does not count, and notes the order. */
    private static void note(Transaction transaction, Timer timer) {
        long times = FIRED.find(transaction, timer.id()).orElse(0L);
        FIRED.put(transaction, timer.id(), times + 1);
        Long last = ORDER.scan().reverse().firstKey(transaction);
        ORDER.put(transaction, last == null ? 0 : last + 1, timer.id());
    }

    private List<String> order() {
        try (StoreView view = store.view()) {
            return ORDER.scan().values(view);
        }
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> "%04d".formatted(n)).toList();
    }

    private Timer[] many() {
        return names(0, MANY).stream()
                .map(name -> Timer.once("many", name, in(Duration.ofHours(1))))
                .toArray(Timer[]::new);
    }

    @Test
    void firesManyToATransactionInOrder() {
        AtomicInteger transactions = new AtomicInteger();
        Transaction[] last = new Transaction[1];
        timers.handle("many", (transaction, timer) -> {
            if (last[0] != transaction) {
                transactions.incrementAndGet();
            }
            last[0] = transaction;
            note(transaction, timer);
        });
        set(many());
        clock.advance(Duration.ofHours(1));
        timers.settle();
        assertThat(order()).isEqualTo(names(0, MANY));
        assertThat(transactions).hasValueLessThan(10);
    }

    @Test
    void failingTimersNeitherBlockNorUndoTheOthers() {
        boolean[] works = new boolean[1];
        timers.handle("many", (transaction, timer) -> {
            note(transaction, timer);
            if (timer.id().endsWith("7") && !works[0]) {
                throw new IllegalStateException("not yet");
            }
        });
        set(many());
        clock.advance(Duration.ofHours(1));
        timers.settle();
        List<String> good =
                names(0, MANY).stream().filter(name -> !name.endsWith("7")).toList();
        assertThat(order()).isEqualTo(good);
        works[0] = true;
        timers.settle();
        assertThat(order()).hasSize(MANY).doesNotHaveDuplicates().startsWith(good.toArray(String[]::new));
    }

    @Test
    void timerThatFailsInCompanyIsTriedAlone() {
        timers.handle("many", (transaction, timer) -> {
            if (timer.id().equals("0050") && FIRED.exists(transaction, "0049") && isUncommitted("0049")) {
                throw new IllegalStateException("in company");
            }
            note(transaction, timer);
        });
        set(many());
        clock.advance(Duration.ofHours(1));
        timers.settle();
        assertThat(order()).isEqualTo(names(0, MANY));
    }

    private boolean isUncommitted(String name) {
        try (StoreView view = store.view()) {
            return !FIRED.exists(view, name);
        }
    }

    @Test
    void firesWhatHandlersSetInItsTurn() {
        timers.handle("many", (transaction, timer) -> {
            note(transaction, timer);
            if (timer.id().length() == 1) {
                timers.set(
                        transaction,
                        Timer.once("many", timer.id() + "+", timer.due().plusSeconds(90)));
                timers.cancel(transaction, "many", "cancelled");
            }
        });
        set(
                Timer.once("many", "1", in(Duration.ofMinutes(1))),
                Timer.once("many", "2", in(Duration.ofMinutes(2))),
                Timer.once("many", "3", in(Duration.ofMinutes(3))),
                Timer.once("many", "cancelled", in(Duration.ofMinutes(4))),
                Timer.once("many", "4", in(Duration.ofDays(4))));
        clock.advance(Duration.ofMinutes(4));
        timers.settle();
        assertThat(order()).containsExactly("1", "2", "1+", "3", "2+");
    }

    @Test
    void periodicTimersOfDifferentPeriodsStayInOrderOverALongJump() {
        timers.handle(
                "many",
                (transaction, timer) -> ORDER.put(
                        transaction,
                        ORDER.scan().reverse().limit(1).keys(transaction).stream()
                                        .findFirst()
                                        .orElse(-1L)
                                + 1,
                        timer.due().toString()));
        set(
                Timer.periodic("many", "a", in(Duration.ofHours(1)), Duration.ofHours(1), Timer.Missed.RUN_EACH),
                Timer.periodic("many", "b", in(Duration.ofMinutes(90)), Duration.ofHours(7), Timer.Missed.RUN_EACH),
                Timer.periodic("many", "c", in(Duration.ofMinutes(5)), Duration.ofMinutes(1), Timer.Missed.FOLD));
        clock.advance(Duration.ofDays(20));
        timers.settle();
        assertThat(order()).isSorted().hasSize(480 + 69 + 1);
        clock.advance(Duration.ofMinutes(1));
        timers.settle();
        assertThat(order()).hasSize(480 + 69 + 2);
    }

    @Test
    void slowEffectHoldsUpOnlyItself() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch may = new CountDownLatch(1);
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        timers.handle("slow", (Timer timer) -> {
            begun.countDown();
            awaits(may);
            done.add("slow");
        });
        timers.handle("quick", (Timer timer) -> done.add(timer.id()));
        timers.handle("many", TimerBatchesTest::note);
        CountDownLatch all = new CountDownLatch(1);
        timers.handle("last", (Timer timer) -> all.countDown());
        try (timers) {
            set(many());
            set(Timer.once("slow", "", in(Duration.ZERO)));
            for (String name : names(0, MANY)) {
                set(Timer.once("quick", name, in(Duration.ofHours(2))));
            }
            set(Timer.once("last", "", in(Duration.ofHours(3))));
            clock.advance(Duration.ofHours(4));
            timers.start();
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(order()).hasSize(MANY);
            assertThat(done).doesNotContain("slow");
            may.countDown();
            timers.settle();
            assertThat(done).contains("slow").containsAll(names(0, MANY)).doesNotHaveDuplicates();
        }
    }

    /** More slow ones than run at once: what fires in transactions goes on, and at last all have run. */
    @Test
    void manySlowEffectsHoldUpNoHandler() throws Exception {
        CountDownLatch may = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        timers.handle("slow", (Timer timer) -> {
            awaits(may);
            done.incrementAndGet();
        });
        CountDownLatch fired = new CountDownLatch(1);
        timers.handle("many", (transaction, timer) -> fired.countDown());
        int slow = 3 * Effects.AT_ONCE;
        try (timers) {
            set(names(0, slow).stream()
                    .map(name -> Timer.once("slow", name, in(Duration.ofHours(1))))
                    .toArray(Timer[]::new));
            set(Timer.once("many", "", in(Duration.ofHours(2))));
            clock.advance(Duration.ofHours(3));
            timers.start();
            assertThat(fired.await(10, TimeUnit.SECONDS)).isTrue();
            may.countDown();
            timers.settle();
            assertThat(done).hasValue(slow);
        }
    }

    @Test
    void whatFollowsAnErrandIsOneCommitWithItsEnd() {
        AtomicInteger runs = new AtomicInteger();
        timers.handle("errand", (Timer timer) -> {
            int run = runs.incrementAndGet();
            return (transaction, fired) -> {
                note(transaction, fired);
                if (run < 3) {
                    timers.set(transaction, Timer.once("errand", "e", fired.due()));
                }
            };
        });
        set(Timer.once("errand", "e", in(Duration.ZERO)));
        timers.settle();
        assertThat(order()).containsExactly("e", "e", "e");
    }

    @Test
    void effectOfAStateThatWasReplacedDoesNotEndATimerOfTheNewOne() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch may = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        timers.handle("slow", (Timer timer) -> {
            runs.incrementAndGet();
            begun.countDown();
            awaits(may);
        });
        Timer timer = Timer.once("slow", "", in(Duration.ZERO));
        try (timers) {
            set(timer);
            timers.start();
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            store.empty(List.of());
            set(timer);
            may.countDown();
            timers.settle();
        }
        assertThat(runs).hasValue(2);
    }

    @Test
    void beginsNoEffectOnceClosed() {
        AtomicInteger runs = new AtomicInteger();
        timers.handle("effect", (Timer timer) -> runs.incrementAndGet());
        set(Timer.once("effect", "", in(Duration.ZERO)));
        timers.close();
        timers.settle();
        assertThat(runs).hasValue(0);
        try (StoreView view = store.view()) {
            assertThat(timers.due(view, "effect", "")).isPresent();
        }
    }

    @Test
    void batchGivesWayToThoseWhoWriteMeanwhile() {
        AtomicInteger handled = new AtomicInteger();
        timers.handle("many", (transaction, timer) -> {
            long noise = FIRED.find(transaction, "noise").orElse(0L);
            if (handled.incrementAndGet() < 500) {
                store.update(other -> FIRED.put(other, "noise", noise + 1));
            }
            note(transaction, timer);
        });
        set(many());
        clock.advance(Duration.ofHours(1));
        timers.settle();
        assertThat(order()).isEqualTo(names(0, MANY));
        try (StoreView view = store.view()) {
            LongStream times = FIRED.scan().keys(view).stream()
                    .filter(name -> !name.equals("noise"))
                    .mapToLong(name -> FIRED.find(view, name).orElseThrow());
            assertThat(times).hasSize(MANY).containsOnly(1L);
        }
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
