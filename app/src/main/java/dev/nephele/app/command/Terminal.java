package dev.nephele.app.command;

import java.io.InputStream;
import java.io.PrintStream;

/** The streams between a command and the person, or script, that called it. */
public record Terminal(InputStream in, PrintStream out, PrintStream err) {
    /** The streams of this process. */
    public static Terminal ofProcess() {
        return new Terminal(System.in, System.out, System.err);
    }
}
