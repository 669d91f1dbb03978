/**
 * What every command of {@code nephele} is made of.
 *
 * <p>{@link dev.nephele.app.command.Command} is one; {@link dev.nephele.app.command.Option} and
 * {@link dev.nephele.app.command.Settings} are what it may be told, {@link dev.nephele.app.command.Terminal} the streams
 * that it speaks to, and {@link dev.nephele.app.command.Failure} how it says that it cannot.
 * {@link dev.nephele.app.command.CloudFinder} finds the running cloud that is meant, and
 * {@link dev.nephele.app.command.AdminClient} asks it.
 *
 * <p>Nothing here knows of a particular command. Uses the data room and Jackson's core.
 */
@NullMarked
package dev.nephele.app.command;

import org.jspecify.annotations.NullMarked;
