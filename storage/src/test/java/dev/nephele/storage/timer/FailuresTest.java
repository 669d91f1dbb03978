package dev.nephele.storage.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

class FailuresTest {
    private final Queue<SubstituteLoggingEvent> events = new ArrayDeque<>();
    private final Failures failures = new Failures(new SubstituteLogger("test", events, false));

    private static RuntimeException divided(int by) {
        try {
            return new IllegalStateException(String.valueOf(1 / by));
        } catch (ArithmeticException broken) {
            return broken;
        }
    }

    @Test
    void tracesTheFirstOfAKindAndCountsTheOthers() {
        for (int i = 0; i < 1_000; i++) {
            failures.error(divided(0)).addKeyValue("request", i).log("failed");
        }
        assertThat(events).hasSize(10);
        assertThat(events.poll().getThrowable()).isInstanceOf(ArithmeticException.class);
        assertThat(events).allSatisfy(event -> assertThat(event.getThrowable()).isNull());
        assertThat(events.peek().getMessage()).contains("times=2").contains("ArithmeticException");
    }

    @Test
    void tellsKindsApartByWhereTheyArise() {
        failures.error(divided(0)).log("failed");
        failures.error(divided(1)).log("failed");
        failures.error(new RuntimeException(divided(0))).log("failed");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.getThrowable()).isNotNull())
                .hasSize(3);
    }

    @Test
    void endlessKindsDoNotMakeAnEndlessLog() {
        for (int i = 0; i < 10_000; i++) {
            RuntimeException made = new RuntimeException();
            made.setStackTrace(new StackTraceElement[] {new StackTraceElement("made.Up", "method", "Up.java", i)});
            failures.error(made).log("failed");
        }
        assertThat(events.stream().filter(event -> event.getThrowable() != null))
                .hasSizeLessThan(510);
        assertThat(events).hasSizeLessThan(550);
    }
}
