package dev.nephele.app;

import dev.nephele.app.cli.CommandLineInterface;
import dev.nephele.app.command.Terminal;

/** Where the program begins. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code: 0 done, 1 failed, 2 wrong use, 3 not running. */
    public static void main(String[] args) {
        int code = new CommandLineInterface(System.getenv()).run(args, Terminal.ofProcess());
        if (code != 0) {
            System.exit(code);
        }
    }
}
