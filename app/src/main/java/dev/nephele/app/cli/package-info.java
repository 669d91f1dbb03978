/**
 * What a person types: the commands of {@code nephele}.
 *
 * <p>A {@link dev.nephele.app.cli.Command} names its options and does one thing.
 * {@link dev.nephele.app.cli.CommandLineInterface} finds the command, {@link dev.nephele.app.cli.Settings} answers what
 * an option is worth: what was typed, else its {@code NEPHELE_*} variable, else the default. Commands other than
 * {@code start} and {@code policy evaluate} talk to a running cloud, which {@link dev.nephele.app.cli.CloudFinder} finds
 * by port or directory, through the administrator's endpoints ({@link dev.nephele.app.cli.AdminClient}).
 *
 * <p>Text for people goes through {@link dev.nephele.app.cli.Terminal}, never to the process's streams. A command ends
 * with an exit code: 0 done, 1 failed, 2 wrong use, 3 not running.
 */
@NullMarked
package dev.nephele.app.cli;

import org.jspecify.annotations.NullMarked;
