package dev.nephele.app.cli;

import dev.nephele.app.assembly.RunningCloud;
import dev.nephele.app.assembly.StartOptions;
import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import dev.nephele.app.data.CloudIndex;
import dev.nephele.app.data.DataDirectory;
import dev.nephele.app.data.LogFile;
import dev.nephele.app.requests.RequestPrinter;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/** Starts a cloud and serves until the process is told to end (SIGTERM, SIGINT). */
final class StartCommand implements Command {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public String summary() {
        return "Start the cloud, print its ready line and serve until stopped.";
    }

    @Override
    public List<Option> options() {
        return StartSettings.ALL;
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        StartOptions options = StartSettings.read(settings);
        CountDownLatch end = new CountDownLatch(1);
        Signal.handle(new Signal("TERM"), signal -> end.countDown());
        Signal.handle(new Signal("INT"), signal -> end.countDown());
        if (settings.toggle(StartSettings.DETACH)) {
            writeLog(new DataDirectory(options.data()));
        }
        boolean detached = settings.toggle(StartSettings.DETACH);
        RequestPrinter printer = new RequestPrinter(terminal.out());
        try (RunningCloud cloud =
                RunningCloud.start(options, CloudIndex.of(settings.environment()), detached ? event -> {} : printer)) {
            if (detached) {
                // Its log is elsewhere; without --detach the log is the console.
                cloud.notices().forEach(terminal.err()::println);
            }
            terminal.out().println("ready " + cloud.endpoint());
            terminal.out().println("credentials: eval \"$(" + launcher() + " env" + arguments(settings, cloud) + ")\"");
            terminal.out().flush();
            if (!detached) {
                printer.start();
            }
            end.await();
            terminal.err().println("stopping");
        } catch (BindException taken) {
            throw Failure.failed(Reasons.bind(
                    taken.getCause() instanceof BindException cause ? cause : taken,
                    "port " + options.listening().port()));
        } catch (IOException broken) {
            if (broken.getCause() instanceof BindException cause) {
                throw Failure.failed(
                        Reasons.bind(cause, "port " + options.listening().port()));
            }
            throw broken;
        } catch (UnresolvedAddressException unknown) {
            throw Failure.wrongUse("--host " + options.listening().host() + " is no address of this machine");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        terminal.err().println("stopped");
        return 0;
    }

    /** From here on what the process says goes to the log; the caller's streams serve the terminal only. */
    private static void writeLog(DataDirectory data) throws IOException {
        data.create();
        PrintStream log = new PrintStream(new LogFile(data.log()), true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
    }

    private static String launcher() {
        String launcher = System.getProperty("nephele.launcher", "");
        return launcher.isEmpty() ? "nephele" : quoted(launcher);
    }

    /** What finds this cloud again, if the default does not. */
    private static String arguments(Settings settings, RunningCloud cloud) throws Failure {
        if (settings.isTyped(Option.DATA)) {
            return " --data " + quoted(settings.data().path().toString());
        }
        return settings.isTyped(Option.PORT) ? " --port " + cloud.endpoint().getPort() : "";
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
