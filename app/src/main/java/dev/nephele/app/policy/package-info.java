/**
 * Policies decided without a cloud.
 *
 * <p>{@link dev.nephele.app.policy.PolicyEvaluateCommand} answers lines of questions, or one that was
 * typed, which it lays out as explanations are; {@code KnownActions} tells which action was meant.
 *
 * <p>Uses the policy room of the project with AWS's list of actions, the command room and the layout of explanations.
 */
@NullMarked
package dev.nephele.app.policy;

import org.jspecify.annotations.NullMarked;
