package dev.nephele.servicekit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.ServiceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20), 8);

    private static Optional<Duration> after(int number, Duration age) {
        return BACKOFF.after(new Attempt(number, age, ServiceException.of("E", 500, null)));
    }

    @Test
    void doublesUpToItsLongestAndEnds() {
        List<Long> waits = IntStream.rangeClosed(1, 8)
                .mapToObj(number ->
                        after(number, Duration.ZERO).map(Duration::toSeconds).orElse(-1L))
                .toList();
        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 20L, 20L, -1L);
    }

    @Test
    void endsWhenAllItsWaitsHavePassed() {
        assertThat(BACKOFF.whole()).isEqualTo(Duration.ofSeconds(1 + 2 + 4 + 8 + 16 + 20 + 20));
        assertThat(after(2, BACKOFF.whole().minusSeconds(1))).isPresent();
        assertThat(after(2, BACKOFF.whole())).isEmpty();
        assertThat(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), 1).whole())
                .isZero();
    }
}
