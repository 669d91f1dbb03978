package dev.nephele.app.cli;

import dev.nephele.app.command.CloudFinder;
import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import dev.nephele.app.data.Running;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Ends a cloud and waits until its process is gone. */
final class StopCommand implements Command {
    /** How long a cloud has for a clean end. Nothing acknowledged is lost when it takes longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How often it is looked whether a process is gone; the JDK itself looks after 300 ms only. */
    private static final long LOOK_NANOS = 5_000_000;

    @Override
    public String name() {
        return "stop";
    }

    @Override
    public String summary() {
        return "Stop the cloud and wait until its process is gone. Done at once when nothing runs.";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.PORT, Option.DATA);
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        CloudFinder finder = new CloudFinder(settings);
        Optional<Running> found = finder.find();
        if (found.isEmpty()) {
            terminal.out().println("not running");
            finder.others().forEach(other -> terminal.out().println("other: " + other.text()));
            return 0;
        }
        ProcessHandle process = found.get().process();
        process.destroy();
        if (!isGone(process)) {
            terminal.err().println("nephele stop: not gone after " + PATIENCE.toSeconds() + " s, killing it");
            process.destroyForcibly();
            if (!isGone(process)) {
                throw Failure.failed("process " + process.pid() + " cannot be ended");
            }
        }
        terminal.out().println("stopped " + found.get().text());
        return 0;
    }

    private static boolean isGone(ProcessHandle process) throws Failure {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw Failure.failed("interrupted");
            }
        }
        return !process.isAlive();
    }
}
