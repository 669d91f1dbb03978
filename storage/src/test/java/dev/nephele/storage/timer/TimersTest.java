package dev.nephele.storage.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.testkit.kernel.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimersTest {
    private final Store store = new EmbeddedStore(MvEngine.inMemory());
    private final ManualClock clock = new ManualClock();
    private final Timers timers = new Timers(store, clock);
    private final List<String> fired = Collections.synchronizedList(new ArrayList<>());

    private Instant in(Duration duration) {
        return clock.now().plus(duration);
    }

    private void set(Timer timer) {
        store.update(transaction -> timers.set(transaction, timer));
    }

    /** Notes what fires in transactions, which have an order. */
    private void recordInOrder(String kind) {
        timers.handle(kind, (transaction, timer) -> fired.add(timer.kind() + timer.id()));
    }

    private void record(String kind) {
        timers.handle(kind, (Timer timer) -> fired.add(timer.kind() + timer.id()));
    }

    @Test
    void firesInOrderOfDueTimeWhenTheClockMoves() {
        recordInOrder("t");
        set(Timer.once("t", "3", in(Duration.ofDays(3))));
        set(Timer.once("t", "1", in(Duration.ofDays(1))));
        set(Timer.once("t", "2", in(Duration.ofDays(2))));
        timers.settle();
        assertThat(fired).isEmpty();
        clock.advance(Duration.ofDays(2));
        timers.settle();
        assertThat(fired).containsExactly("t1", "t2");
        clock.advance(Duration.ofDays(2));
        timers.settle();
        timers.settle();
        assertThat(fired).containsExactly("t1", "t2", "t3");
    }

    @Test
    void firesTimersThatTimersSetIfTheyAreDueToo() {
        timers.handle("chain", (transaction, timer) -> {
            int n = Integer.parseInt(timer.id());
            fired.add(timer.id());
            timers.set(
                    transaction,
                    Timer.once("chain", String.valueOf(n + 1), timer.due().plusSeconds(60)));
        });
        set(Timer.once("chain", "0", in(Duration.ofSeconds(60))));
        clock.advance(Duration.ofMinutes(3));
        timers.settle();
        assertThat(fired).containsExactly("0", "1", "2");
    }

    @Test
    void settingAgainReplacesAndCancellingRemoves() {
        record("t");
        set(Timer.once("t", "moved", in(Duration.ofHours(1))));
        set(Timer.once("t", "moved", in(Duration.ofHours(5))));
        set(Timer.once("t", "cancelled", in(Duration.ofHours(1))));
        store.update(transaction -> timers.cancel(transaction, "t", "cancelled"));
        clock.advance(Duration.ofHours(2));
        timers.settle();
        assertThat(fired).isEmpty();
        try (StoreView view = store.view()) {
            assertThat(timers.due(view, "t", "moved")).contains(in(Duration.ofHours(3)));
            assertThat(timers.due(view, "t", "cancelled")).isEmpty();
        }
        clock.advance(Duration.ofHours(3));
        timers.settle();
        assertThat(fired).containsExactly("tmoved");
    }

    @Test
    void periodicTimerRunsEachMissedTimeOrFoldsThem() {
        record("each");
        record("fold");
        set(Timer.periodic("each", "", in(Duration.ofHours(1)), Duration.ofHours(1), Timer.Missed.RUN_EACH));
        set(Timer.periodic("fold", "", in(Duration.ofHours(1)), Duration.ofHours(1), Timer.Missed.FOLD));
        clock.advance(Duration.ofMinutes(210));
        timers.settle();
        assertThat(fired).containsExactlyInAnyOrder("each", "each", "each", "fold");
        clock.advance(Duration.ofMinutes(30));
        timers.settle();
        assertThat(fired).hasSize(6);
    }

    @Test
    void failingTimerDoesNotHoldUpTheOthersAndIsTriedAgain() {
        boolean[] works = new boolean[1];
        timers.handle("bad", (transaction, timer) -> {
            if (!works[0]) {
                throw new IllegalStateException("not yet");
            }
            fired.add("bad");
        });
        record("good");
        set(Timer.once("bad", "", in(Duration.ofHours(1))));
        set(Timer.once("good", "", in(Duration.ofHours(2))));
        clock.advance(Duration.ofHours(3));
        timers.settle();
        assertThat(fired).containsExactly("good");
        works[0] = true;
        timers.settle();
        assertThat(fired).containsExactly("good", "bad");
    }

    @Test
    void timerSurvivesUntilItsHandlerIsThere() {
        set(Timer.once("later", "x", in(Duration.ZERO)));
        timers.settle();
        Timers restarted = new Timers(store, clock);
        restarted.handle("later", (Timer timer) -> fired.add("late"));
        restarted.settle();
        assertThat(fired).containsExactly("late");
    }

    @Test
    void firesWithinASecondOnItsOwn() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        timers.handle("soon", (Timer timer) -> done.countDown());
        try (timers) {
            timers.start();
            set(Timer.once("soon", "", clock.now()));
            assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }
}
