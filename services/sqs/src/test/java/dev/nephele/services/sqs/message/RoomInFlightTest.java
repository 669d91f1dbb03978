package dev.nephele.services.sqs.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoomInFlightTest {
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private final RoomInFlight room = new RoomInFlight(1_000, false, () -> {
        looks.incrementAndGet();
        return inFlight.get();
    });

    private int receive(int wanted) {
        int most = room.reserve(wanted);
        inFlight.addAndGet(most);
        room.release(most, most);
        return most;
    }

    @Test
    void looksAtTheCountsOnceForAllThatFits() {
        for (int i = 0; i < 100; i++) {
            assertThat(receive(10)).isEqualTo(10);
        }
        assertThat(looks).hasValue(1);
        assertThat(receive(1)).isZero();
        assertThat(looks).hasValue(2);
    }

    @Test
    void looksAgainWhenTheRoomItKnowsIsUsedUp() {
        receive(1_000);
        inFlight.addAndGet(-300);
        assertThat(receive(200)).isEqualTo(200);
        assertThat(receive(200)).isEqualTo(100);
    }

    @Test
    void givesWhatIsNotUsedToOthers() {
        int most = room.reserve(1_000);
        assertThat(room.reserve(1)).isZero();
        room.release(most, 0);
        assertThat(room.reserve(1)).isEqualTo(1);
    }

    @Test
    void countsWhatIsReservedWhenItLooks() {
        assertThat(room.reserve(400)).isEqualTo(400);
        assertThat(room.reserve(1_000)).isEqualTo(600);
    }
}
