/**
 * The commands that make AWS clients use a cloud.
 *
 * <p>{@link dev.nephele.app.client.EnvCommand} prints {@code ClientVariables} in the form of a
 * {@code Shell}, {@link dev.nephele.app.client.AwsCommand} runs the AWS CLI with them.
 *
 * <p>Invariant: a client that was told by this room does not reach AWS. The credentials are the running cloud's own. Uses
 * the command room.
 */
@NullMarked
package dev.nephele.app.client;

import org.jspecify.annotations.NullMarked;
