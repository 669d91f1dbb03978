/**
 * The policy language: a document compiled to a form that is held against one request, statement by statement.
 *
 * <p>{@link dev.nephele.policy.language.Policy} is the compiled document; get one from
 * {@link dev.nephele.policy.language.Policies}, which remembers what it compiled. What it is held against is an
 * {@link dev.nephele.policy.request.AuthorizationRequest}. How the answers of many policies combine is the
 * business of the room above, {@code dev.nephele.policy}.
 *
 * <p>Invariants: compiled forms are immutable and safe for all threads; matching allocates nothing but for two rare
 * operators (binary values; ARN operators with a variable before the fifth colon) and numbers of more than 18 digits;
 * no java.util.regex; every matcher runs in time bounded by pattern length times text length; a text that does not
 * match for want of sense (a malformed operand, a short ARN) matches nothing, so that it can only take away.
 *
 * <p>Sources: IAM User Guide, "IAM JSON policy elements reference" and its pages on operators and variables. Start
 * with {@link dev.nephele.policy.language.Statement}.
 */
@NullMarked
package dev.nephele.policy.language;

import org.jspecify.annotations.NullMarked;
