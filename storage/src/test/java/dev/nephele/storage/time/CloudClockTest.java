package dev.nephele.storage.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.storage.Store;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.testkit.kernel.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CloudClockTest {
    private final Store store = new EmbeddedStore(MvEngine.inMemory());
    private final ManualClock wall = new ManualClock();
    private final Instant start = wall.instant();
    private final CloudClock clock = new CloudClock(store, wall);

    @Test
    void showsWallTimeUntilMoved() {
        assertThat(clock.now()).isEqualTo(start);
        wall.advance(Duration.ofSeconds(5));
        assertThat(clock.now()).isEqualTo(start.plusSeconds(5));
        assertThat(clock.offset()).isZero();
    }

    @Test
    void goesOnFromWhereItWasMovedAndRemembersItAcrossRestarts() {
        clock.advance(Duration.ofDays(91));
        wall.advance(Duration.ofHours(1));
        Instant expected = start.plus(Duration.ofDays(91)).plus(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(expected);
        assertThat(new CloudClock(store, wall).now()).isEqualTo(expected);
        assertThat(clock.offset()).isEqualTo(Duration.ofDays(91));
    }

    @Test
    void standsWhileFrozenAndGoesOnFromThere() {
        clock.freeze(true);
        wall.advance(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(start);
        assertThat(clock.isFrozen()).isTrue();
        clock.advance(Duration.ofMinutes(1));
        wall.advance(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(start.plusSeconds(60));
        clock.freeze(false);
        wall.advance(Duration.ofSeconds(1));
        assertThat(clock.now()).isEqualTo(start.plusSeconds(61));
        assertThat(new CloudClock(store, wall).isFrozen()).isFalse();
    }

    @Test
    void refusesToGoBack() {
        clock.set(start.plusSeconds(100));
        assertThatThrownBy(() -> clock.set(start.plusSeconds(99))).isInstanceOf(TimeGoesBackException.class);
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).isInstanceOf(TimeGoesBackException.class);
        assertThat(clock.now()).isEqualTo(start.plusSeconds(100));
    }

    @Test
    void doesNotFollowAMachineWhoseClockIsSetBack() {
        wall.advance(Duration.ofMinutes(10));
        Instant shown = clock.now();
        wall.advance(Duration.ofMinutes(-5));
        assertThat(clock.now()).isEqualTo(shown);
        clock.remember();
        assertThat(new CloudClock(store, wall).now()).isEqualTo(shown);
        wall.advance(Duration.ofMinutes(6));
        assertThat(clock.now()).isEqualTo(shown.plusSeconds(60));
    }

    @Test
    void mapsEarlierWallTimesThroughEveryMove() {
        wall.advance(Duration.ofHours(1));
        clock.advance(Duration.ofDays(1));
        wall.advance(Duration.ofHours(1));
        clock.freeze(true);
        wall.advance(Duration.ofHours(1));
        clock.freeze(false);
        assertThat(clock.virtualAt(start.plusSeconds(60))).isEqualTo(start.plusSeconds(60));
        assertThat(clock.virtualAt(start.plus(Duration.ofMinutes(90))))
                .isEqualTo(start.plus(Duration.ofMinutes(90)).plus(Duration.ofDays(1)));
        assertThat(clock.virtualAt(start.plus(Duration.ofMinutes(150))))
                .isEqualTo(start.plus(Duration.ofHours(2)).plus(Duration.ofDays(1)));
    }
}
