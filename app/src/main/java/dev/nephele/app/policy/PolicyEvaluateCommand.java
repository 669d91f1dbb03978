package dev.nephele.app.policy;

import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import dev.nephele.policy.evaluate.PolicyEvaluation;
import dev.nephele.policy.evaluate.TraceDetail;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Decides requests against policies, one JSON object a line, in this process: no cloud, no data directory. */
public final class PolicyEvaluateCommand implements Command {
    private static final Option TRACE = Option.value(
            "--trace",
            "DETAIL",
            "The reasons in each answer: none; short (what decided, and the statements that matched or failed by"
                    + " a condition only); full (every statement of every policy).",
            "short");

    @Override
    public String name() {
        return "policy evaluate";
    }

    @Override
    public String summary() {
        return "Decide requests against policies without a cloud: one that is typed (exit code 1 if it is denied), or those"
                + " in standard input, one JSON object a line, each answered with a line. docs/policy-evaluate.md has the"
                + " form.";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(TypedQuestion.ALL);
        options.add(TRACE);
        return options;
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        TraceDetail detail = detail(settings.text(TRACE).orElse("short"));
        try {
            if (TypedQuestion.isTyped(settings)) {
                return new TypedQuestion(settings).answer(terminal) ? 0 : Failure.FAILED;
            }
            new PolicyEvaluation(detail).run(terminal.in(), new Checked(terminal.out()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted");
        }
        return 0;
    }

    private static TraceDetail detail(String word) throws Failure {
        for (TraceDetail detail : TraceDetail.values()) {
            if (detail.name().toLowerCase(Locale.ROOT).equals(word)) {
                return detail;
            }
        }
        throw Failure.wrongUse("--trace is none, short or full, not '" + word + "'");
    }

    /** A print stream that says so when whoever reads it has gone, instead of keeping it to itself. */
    private static final class Checked extends OutputStream {
        private final PrintStream out;

        Checked(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            out.write(bytes, from, length);
        }

        /** Flushes, and throws if anything written so far was lost. */
        @Override
        public void flush() throws IOException {
            if (out.checkError()) {
                throw new IOException("nobody reads the answers any more");
            }
        }
    }
}
