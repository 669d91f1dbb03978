package dev.nephele.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static Settings settings(Map<String, List<String>> typed, Map<String, String> environment) {
        return new Settings(typed, List.of(), environment);
    }

    @Test
    void typedOptionBeatsVariableAndVariableBeatsDefault() throws Failure {
        Map<String, String> environment = Map.of("NEPHELE_PORT", "5000");
        assertThat(settings(Map.of("--port", List.of("6000")), environment).port(Option.PORT))
                .contains(6000);
        assertThat(settings(Map.of(), environment).port(Option.PORT)).contains(5000);
        assertThat(settings(Map.of(), Map.of()).port(Option.PORT)).isEmpty();
    }

    @Test
    void emptyVariableIsAbsent() {
        assertThat(settings(Map.of(), Map.of("NEPHELE_STORE", "")).text(StartSettings.STORE))
                .isEmpty();
    }

    @Test
    void everyOptionHasItsVariable() {
        assertThat(StartSettings.TRUSTED_PROXIES.variable()).isEqualTo("NEPHELE_TRUSTED_PROXIES");
    }

    @Test
    void severalValuesStandWithCommasOrSpaces() {
        assertThat(settings(Map.of(), Map.of("NEPHELE_TRUSTED_PROXIES", "10.0.0.0/8, ::1/128"))
                        .texts(StartSettings.TRUSTED_PROXIES))
                .containsExactly("10.0.0.0/8", "::1/128");
    }

    @Test
    void switchIsTrueOrFalse() throws Failure {
        assertThat(settings(Map.of(), Map.of("NEPHELE_MEMORY", "1")).toggle(StartSettings.MEMORY))
                .isTrue();
        assertThat(settings(Map.of(), Map.of("NEPHELE_MEMORY", "false")).toggle(StartSettings.MEMORY))
                .isFalse();
        Settings odd = settings(Map.of(), Map.of("NEPHELE_MEMORY", "perhaps"));
        assertThatThrownBy(() -> odd.toggle(StartSettings.MEMORY)).isInstanceOf(Failure.class);
    }

    @Test
    void dataLiesWhereTheDesktopSays() throws Failure {
        assertThat(settings(Map.of(), Map.of("HOME", "/h")).data().path())
                .isEqualTo(Path.of("/h/.local/share/nephele"));
        assertThat(settings(Map.of(), Map.of("HOME", "/h", "XDG_DATA_HOME", "/x"))
                        .data()
                        .path())
                .isEqualTo(Path.of("/x/nephele"));
    }
}
