package dev.nephele.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.app.command.Failure;
import org.junit.jupiter.api.Test;

class SpansTest {
    @Test
    void takesWhatPeopleWrite() throws Failure {
        assertThat(Spans.parse("2h")).isEqualTo("PT2H");
        assertThat(Spans.parse("1d12h")).isEqualTo("PT36H");
        assertThat(Spans.parse("90m30s")).isEqualTo("PT1H30M30S");
        assertThat(Spans.parse("P91D")).isEqualTo("P91D");
        for (String wrong : new String[] {"", "2", "h2", "2 hours", "1h1d", "-2h"}) {
            assertThatThrownBy(() -> Spans.parse(wrong))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("write 2h, 1d12h");
        }
    }

    @Test
    void showsWhatPeopleRead() {
        assertThat(Spans.text("PT25H59M58.978S")).isEqualTo("1d 1h 59m 59s");
        assertThat(Spans.text("PT2184H")).isEqualTo("91d");
        assertThat(Spans.text("PT0S")).isEqualTo("0s");
    }
}
