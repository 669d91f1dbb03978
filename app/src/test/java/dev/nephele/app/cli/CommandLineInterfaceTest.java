package dev.nephele.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.app.command.Command;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineInterfaceTest {
    @TempDir
    Path home;

    private Script run(String... words) {
        return Script.run(Map.of("HOME", home.toString()), words);
    }

    @Test
    void everyCommandExplainsItself() {
        for (Command command : Commands.ALL) {
            Script script = run((command.name() + " --help").split(" "));
            assertThat(script.code()).as(command.name()).isZero();
            assertThat(script.out()).startsWith("Usage: nephele " + command.name());
            command.options().forEach(option -> assertThat(script.out()).contains(option.name()));
        }
    }

    @Test
    void overviewNamesEveryCommand() {
        Script script = run("--help");
        Commands.ALL.forEach(command -> assertThat(script.out()).contains("\n  " + command.name() + " "));
    }

    @Test
    void helpFitsATerminalOfEightyColumns() {
        StringBuilder help = new StringBuilder(run("--help").out());
        for (Command command : Commands.ALL) {
            help.append(run((command.name() + " --help").split(" ")).out());
        }
        assertThat(help.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void versionIsAnOptionToo() {
        assertThat(run("--version").out()).isEqualTo(run("version").out()).startsWith("nephele ");
    }

    @Test
    void failuresAreSentences() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        Script script = run("start", "--data", file.toString());
        assertThat(script.code()).isEqualTo(1);
        assertThat(script.err())
                .isEqualTo("nephele start: " + file + " is there, but it is not a directory; name another place\n");
        Path foreign = Files.createDirectory(home.resolve("foreign"));
        Files.createFile(foreign.resolve("thesis.tex"));
        assertThat(run("start", "--data", foreign.toString()).err())
                .isEqualTo("nephele start: " + foreign
                        + " holds files that are not a cloud's; name a directory of its own\n");
        assertThat(foreign).isDirectoryContaining("glob:**thesis.tex").isDirectoryNotContaining("glob:**pid");
        assertThat(Reasons.bind(new BindException("Permission denied"), "port 80"))
                .contains("from 1024 on");
        assertThat(Reasons.bind(new BindException("Address already in use"), "port 80"))
                .contains("another program");
        assertThat(Reasons.bind(new BindException("Cannot assign requested address"), "port 80"))
                .contains("--host");
    }

    @Test
    void groupListsItsCommands() {
        assertThat(run("snapshot", "--help").out()).contains("snapshot create").doesNotContain("fork");
        assertThat(run("snapshot").code()).isEqualTo(2);
    }

    @Test
    void refusesUnknownCommandAndOption() {
        assertThat(run("fly").code()).isEqualTo(2);
        Script script = run("status", "--prot", "1");
        assertThat(script.code()).isEqualTo(2);
        assertThat(script.err()).contains("--prot");
    }

    @Test
    void refusesValueThatIsNoPort() {
        assertThat(run("status", "--port", "70000").err()).contains("--port is a port number");
        Script byVariable = Script.run(Map.of("HOME", home.toString(), "NEPHELE_PORT", "x"), "status");
        assertThat(byVariable.code()).isEqualTo(2);
        assertThat(byVariable.err()).contains("NEPHELE_PORT is a port number");
    }

    @Test
    void statusOfNothingExitsWithThree() {
        Script script = run("status");
        assertThat(script.code()).isEqualTo(3);
        assertThat(script.out()).isEqualTo("not running\n");
    }

    @Test
    void withoutAHomeTheDirectoryMustBeNamed() {
        for (String command : List.of("status", "stop", "start", "env", "fork")) {
            Script script = Script.run(Map.of(), command, "--port", "4999");
            assertThat(script.code()).as(command).isEqualTo(2);
            assertThat(script.err()).contains("HOME is not set").contains("--data");
        }
        Script named = Script.run(Map.of(), "status", "--data", home.toString());
        assertThat(named.code()).isEqualTo(3);
    }

    @Test
    void stopOfNothingIsDone() {
        assertThat(run("stop").code()).isZero();
    }

    @Test
    void commandsThatNeedACloudSayThatNoneRuns() {
        assertThat(run("clock").code()).isEqualTo(3);
        assertThat(run("explain", "abc").code()).isEqualTo(3);
        assertThat(run("snapshot", "create", "a").code()).isEqualTo(3);
        assertThat(run("account", "create").code()).isEqualTo(3);
        assertThat(run("fork", "--port", "4999").code()).isEqualTo(3);
    }

    @Test
    void forkTakesItsPortFromTheCommandLineOnly() {
        Script script = Script.run(Map.of("HOME", home.toString(), "NEPHELE_PORT", "4999"), "fork");
        assertThat(script.code()).isEqualTo(2);
    }

    @Test
    void settingsForClientsAreThoseOfARunningCloud() {
        for (String command : List.of("env", "aws")) {
            Script script = run(command, "--port", "4999");
            assertThat(script.code()).as(command).isEqualTo(3);
            assertThat(script.out()).isEmpty();
            assertThat(script.err()).contains("no cloud runs");
        }
    }

    @Test
    void refusesShellAndAccountThatDoNotExist() {
        assertThat(run("env", "--shell", "cmd").err()).contains("bash, fish or powershell");
        assertThat(run("env", "--account", "12").err()).contains("twelve digits");
    }

    @Test
    void refusesSnapshotNameThatIsAPath() {
        assertThat(run("snapshot", "create", "../x").code()).isEqualTo(2);
    }

    @Test
    void refusesMemoryTogetherWithStore() {
        Script script = run("start", "--memory", "--store", "postgresql://127.0.0.1/x");
        assertThat(script.code()).isEqualTo(2);
    }
}
