package dev.nephele.app.cli;

import dev.nephele.app.data.CloudIndex;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a cloud and waits until its process is gone. */
final class StopCommand implements Command {
    /** How long a cloud has for a clean end. Nothing acknowledged is lost when it takes longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
        Optional<CloudIndex.Entry> found = new CloudFinder(settings).find();
        if (found.isEmpty()) {
            terminal.out().println("not running");
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
        terminal.out().println("stopped");
        return 0;
    }

    private static boolean isGone(ProcessHandle process) throws Failure {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException slow) {
            return !process.isAlive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted");
        } catch (ExecutionException broken) {
            return !process.isAlive();
        }
    }
}
