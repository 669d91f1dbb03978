/**
 * From requirements to a verdict, and from a verdict to its explanation.
 *
 * <p>{@link dev.nephele.gateway.decision.Decide} gathers what binds the caller (identity policies, boundaries, session
 * policies, guardrails, the resource's own policy) and the keys of the request, and asks the policy room.
 * {@link dev.nephele.gateway.decision.Denials} words a refusal as AWS does;
 * {@link dev.nephele.gateway.decision.Explanations} computes the full trace again from what was recorded;
 * {@link dev.nephele.gateway.decision.AuthorizationMessages} keeps the messages that STS decodes.
 *
 * <p>Invariants: a call without requirements is denied; every requirement must be allowed; what a decision used is kept by
 * the hash of its text, so that it can be explained after the policy has changed. Compiled policies are cached, and the
 * caches are bounded. The package uses access, policy and the record.
 */
@NullMarked
package dev.nephele.gateway.decision;

import org.jspecify.annotations.NullMarked;
