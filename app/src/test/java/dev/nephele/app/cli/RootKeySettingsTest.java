package dev.nephele.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.app.assembly.RootKeyRotation;
import dev.nephele.app.assembly.StartOptions.Root;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Settings;
import dev.nephele.servicekit.seal.RootKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootKeySettingsTest {
    private static final String FILE = StartSettings.ROOT_KEY_FILE.name();

    @TempDir
    Path folder;

    private final RootKey inFile = RootKeyRotation.newKey();
    private final RootKey inVariable = RootKeyRotation.newKey();

    private static Root present(Map<String, List<String>> typed, Map<String, String> variables)
            throws IOException, Failure {
        return RootKeySettings.present(new Settings(typed, List.of(), variables));
    }

    private static RootKey.Id id(Root root) {
        return root instanceof Root.Given given ? given.key().id() : new RootKey.Id("none");
    }

    private Map<String, List<String>> typed(String line) throws IOException {
        return Map.of(
                FILE, List.of(Files.writeString(folder.resolve("key"), line).toString()));
    }

    @Test
    void isTheCloudsOwnUnlessItIsGiven() throws Exception {
        assertThat(present(Map.of(), Map.of())).isEqualTo(new Root.Own());
    }

    @Test
    void isTakenFromAFileOrAVariable() throws Exception {
        assertThat(id(present(typed(inFile.secretText() + "\n"), Map.of()))).isEqualTo(inFile.id());
        assertThat(id(present(Map.of(), Map.of("NEPHELE_ROOT_KEY", inVariable.secretText()))))
                .isEqualTo(inVariable.id());
        String file = typed(inFile.secretText()).get(FILE).getFirst();
        assertThat(id(present(Map.of(), Map.of("NEPHELE_ROOT_KEY_FILE", file)))).isEqualTo(inFile.id());
    }

    @Test
    void whatIsTypedCountsMore() throws Exception {
        assertThat(id(present(typed(inFile.secretText()), Map.of("NEPHELE_ROOT_KEY", inVariable.secretText()))))
                .isEqualTo(inFile.id());
    }

    @Test
    void refusesTwoVariables() {
        Map<String, String> both =
                Map.of("NEPHELE_ROOT_KEY", inVariable.secretText(), "NEPHELE_ROOT_KEY_FILE", "/safe/key");
        assertThatThrownBy(() -> present(Map.of(), both))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.text())
                                .contains("NEPHELE_ROOT_KEY_FILE and NEPHELE_ROOT_KEY exclude each other"));
    }

    @Test
    void refusesWhatIsNoBase64OfThirtyTwoBytesAndDoesNotSayIt() {
        String hexadecimal = HexFormat.of().formatHex(new byte[32]);
        assertThatThrownBy(() -> present(Map.of(), Map.of("NEPHELE_ROOT_KEY", hexadecimal)))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.text())
                                .contains("NEPHELE_ROOT_KEY is no root key: 32 bytes in base64")
                                .doesNotContain(hexadecimal));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Map<String, List<String>> absent =
                Map.of(FILE, List.of(folder.resolve("absent").toString()));
        assertThatThrownBy(() -> present(absent, Map.of())).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aCloudInMemoryTakesNone() throws Exception {
        Map<String, String> memory = Map.of("NEPHELE_MEMORY", "true", "NEPHELE_ROOT_KEY", inVariable.secretText());
        assertThat(present(Map.of(), memory)).isEqualTo(new Root.Own());
        Map<String, List<String>> typed = typed(inFile.secretText());
        assertThatThrownBy(() -> present(typed, memory)).isInstanceOf(Failure.class);
    }
}
