package dev.nephele.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.gateway.FixedClock;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
    @Test
    void growWithTimeAndNeverRepeat() {
        RequestIds ids = new RequestIds(new FixedClock(), 0);
        long previous = ids.next();
        for (int i = 0; i < 100_000; i++) {
            long next = ids.next();
            assertThat(next).isGreaterThan(previous);
            previous = next;
        }
    }

    @Test
    void stayAboveThoseOfAnEarlierRunThoughTheClockWentBack() {
        long future = RequestIds.at(Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(new RequestIds(new FixedClock(), future).next()).isGreaterThan(future);
    }

    @Test
    void areFoundAgainInBothForms() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long number = random.nextLong();
            assertThat(RequestIds.parse(RequestIds.uuid(number))).hasValue(number);
            assertThat(RequestIds.parse(RequestIds.sixteen(number))).hasValue(number);
        }
    }

    @Test
    void areUuidsOfVersionFour() {
        assertThat(RequestIds.uuid(123456789L))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(java.util.UUID.fromString(RequestIds.uuid(42)).version()).isEqualTo(4);
        assertThat(RequestIds.sixteen(42)).matches("[0-9A-F]{16}");
    }

    @Test
    void refuseUuidsThatNoCloudHasGiven() {
        assertThat(RequestIds.parse("6a3b9c7e-1a2b-4c3d-8e4f-5a6b7c8d9e0f")).isEmpty();
        assertThat(RequestIds.parse("not an id")).isEmpty();
        assertThat(RequestIds.parse("zzzzzzzzzzzzzzzz")).isEmpty();
        assertThat(RequestIds.parse("")).isEmpty();
    }

    @Test
    void carryTheirWallTime() {
        Instant before = Instant.now();
        long number = new RequestIds(new FixedClock(), 0).next();
        assertThat(RequestIds.wallTime(number)).isBetween(before.minusMillis(1), Instant.now());
    }
}
