package dev.nephele.gateway.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.model.ServiceException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    private static final int HEAP = 64 << 20;

    private final BodyBudget budget = new BodyBudget(HEAP, Duration.ofMillis(10));

    private void refuses(int bytes) {
        assertThatThrownBy(() -> budget.take(bytes))
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(503));
    }

    @Test
    void refusesWhatNeverFindsRoomAndGivesRoomBack() {
        BodyBudget.Lease first = budget.take(6 << 20);
        refuses(3 << 20);
        first.end();
        budget.take(3 << 20).end();
    }

    @Test
    void keepsRoomForSmallBodiesWhenLargeOnesTakeAll() {
        budget.take(HEAP / 8);
        refuses(BodyBudget.SMALL + 1);
        assertThat(budget.take(BodyBudget.SMALL)).isNotNull();
    }

    @Test
    void readsABodyLargerThanAllRoomAlone() {
        BodyBudget.Lease alone = budget.take(HEAP);
        refuses(1 << 20);
        alone.end();
        budget.take(HEAP).end();
    }
}
