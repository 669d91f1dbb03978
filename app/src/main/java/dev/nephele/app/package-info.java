/**
 * The program: {@link dev.nephele.app.Main}, which hands its arguments to the commands.
 *
 * <p>The app is the composition root: the only room that sees every other one. {@code cli} is what a
 * person types, with {@code client}, {@code requests} and {@code policy} for commands of one subject, all made of
 * {@code command}; {@code assembly} builds a running cloud with constructors, in the order in which the rooms stand
 * on one another; {@code data} is what a cloud leaves on disk for its owner: the directory with its lock, the token of
 * the administrator, and the index of the clouds that this user runs.
 *
 * <p>The commands may use {@code assembly} and {@code data}; {@code assembly} may use {@code data} and every other room;
 * nothing uses {@code cli} but {@code Main}. Start with {@code Assembly}.
 */
@NullMarked
package dev.nephele.app;

import org.jspecify.annotations.NullMarked;
