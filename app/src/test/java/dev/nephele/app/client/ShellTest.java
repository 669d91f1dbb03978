package dev.nephele.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShellTest {
    private static final String AWKWARD = "it's $HOME `x` \\ \"y\"";

    @Test
    void bashReadsBackWhatWasSet() throws IOException {
        Process bash = new ProcessBuilder("bash", "-c", Shell.BASH.set("V", AWKWARD) + "\nprintf %s \"$V\"").start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(AWKWARD);
    }

    @Test
    void othersQuoteInTheirOwnWay() {
        assertThat(Shell.FISH.set("V", AWKWARD)).isEqualTo("set -gx V 'it\\'s $HOME `x` \\\\ \"y\"';");
        assertThat(Shell.FISH.unset("V")).isEqualTo("set -e V;");
        assertThat(Shell.POWERSHELL.set("V", AWKWARD)).isEqualTo("$Env:V = 'it''s $HOME `x` \\ \"y\"'");
        assertThat(Shell.POWERSHELL.set("V", "a+/=")).isEqualTo("$Env:V = 'a+/='");
    }
}
