/**
 * The commands that show what a cloud answered, and why.
 *
 * <p>{@link dev.nephele.app.requests.ExplainCommand} lays one decision out for a person,
 * {@link dev.nephele.app.requests.LogCommand} and {@link dev.nephele.app.requests.RequestPrinter} show a line a request.
 *
 * <p>Invariants: no text of a client breaks a line; no request waits for whoever reads the lines. Uses the command room,
 * and the record's events.
 */
@NullMarked
package dev.nephele.app.requests;

import org.jspecify.annotations.NullMarked;
