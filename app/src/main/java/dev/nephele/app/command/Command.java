package dev.nephele.app.command;

import java.io.IOException;
import java.util.List;

/** One thing that a person can ask of {@code nephele}. */
public interface Command {
    /** The words that call it, such as {@code account create}. */
    String name();

    /** What it does, in a sentence. */
    String summary();

    /** What may follow the options, for the usage line; empty if nothing. */
    default String operands() {
        return "";
    }

    List<Option> options();

    /** Whether everything from the first word on that is not an option of the command is another program's. */
    default boolean passesOn() {
        return false;
    }

    /** Does it, and returns the exit code. */
    int run(Settings settings, Terminal terminal) throws IOException, Failure;
}
