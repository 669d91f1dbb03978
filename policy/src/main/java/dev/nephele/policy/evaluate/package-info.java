/**
 * Policies evaluated in bulk, one question a line: what stands behind {@code nephele policy evaluate}.
 *
 * <p>{@link dev.nephele.policy.evaluate.PolicyEvaluation} reads lines of JSON from a stream and answers each with one
 * line, in order. A question carries its policies; since the same texts come again and again, they are recognized by
 * their bytes, before any parsing, and what was compiled is used again. A line that makes no sense is answered with an
 * error, and the rest goes on.
 *
 * <p>Invariants: a line is bounded in length, batches in number, tables in bytes; text that is used again was read
 * strictly the first time. The room uses {@code dev.nephele.policy} and those below it, and the JDK. Start with
 * {@link dev.nephele.policy.evaluate.PolicyEvaluation}; the form of a line is described in
 * {@code Line}.
 */
@NullMarked
package dev.nephele.policy.evaluate;

import org.jspecify.annotations.NullMarked;
