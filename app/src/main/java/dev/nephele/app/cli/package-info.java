/**
 * What a person types: the commands of {@code nephele}.
 *
 * <p>{@link dev.nephele.app.cli.CommandLineInterface} finds the command by its words among those of {@code Commands}, and
 * parses its options. Here are the commands that start, stop, copy and administer a cloud; those for clients, requests
 * and policies have rooms of their own beside this one. Commands other than {@code start} and {@code policy evaluate}
 * talk to a running cloud through the administrator's endpoints.
 *
 * <p>Text for people goes through {@link dev.nephele.app.command.Terminal}, never to the process's streams. A command
 * ends with an exit code: 0 done, 1 failed, 2 wrong use, 3 not running.
 */
@NullMarked
package dev.nephele.app.cli;

import org.jspecify.annotations.NullMarked;
