package dev.nephele.storage.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopTest {
    @Test
    void goesOnWhateverItsWorkThrows() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch fourth = new CountDownLatch(1);
        Runnable work = () -> {
            switch (runs.incrementAndGet()) {
                case 1 -> throw new UncheckedIOException(new IOException("a file vanished"));
                case 2 -> throw new StackOverflowError();
                case 3 -> Thread.currentThread().interrupt();
                default -> fourth.countDown();
            }
        };
        try (Loop loop = Loop.start("test", Duration.ofMillis(1), work)) {
            assertThat(loop).isNotNull();
            assertThat(fourth.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void worksWithinMillisecondsOnceHurriedAndGoesOnForAWhile() throws Exception {
        CountDownLatch fifth = new CountDownLatch(5);
        try (Loop loop = Loop.start("test", Duration.ofHours(1), fifth::countDown)) {
            loop.hurry();
            assertThat(fifth.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void thoseWhoHurryDoNotKeepItFromWorking() throws Exception {
        CountDownLatch third = new CountDownLatch(3);
        try (Loop loop = Loop.start("test", Duration.ofHours(1), third::countDown)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (third.getCount() > 0 && System.nanoTime() < end) {
                loop.hurry();
            }
            assertThat(third.getCount()).isZero();
        }
    }

    @Test
    void doesNothingAfterItWasClosed() {
        AtomicInteger runs = new AtomicInteger();
        Loop loop = Loop.start("test", Duration.ofMillis(1), runs::incrementAndGet);
        loop.close();
        int until = runs.get();
        loop.close();
        assertThat(runs).hasValue(until);
    }

    @Test
    void waitsLongerAfterEachFailureUpToAMinute() {
        assertThat(pauses(Duration.ofSeconds(1))).containsExactly(1L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(pauses(Duration.ofSeconds(90))).containsOnly(90L);
    }

    private static List<Long> pauses(Duration period) {
        return IntStream.range(0, 9)
                .mapToObj(failures -> Loop.pause(period, failures).toSeconds())
                .toList();
    }
}
