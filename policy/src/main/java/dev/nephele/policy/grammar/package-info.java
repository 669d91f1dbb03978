/**
 * What AWS refuses to store: the grammar of each type of policy, and the texts of its refusals.
 *
 * <p>Each class checks one family and answers the first {@link dev.nephele.policy.grammar.Violation} in AWS's own order,
 * or nothing: {@link dev.nephele.policy.grammar.IdentityGrammar} (managed, inline and session policies),
 * {@link dev.nephele.policy.grammar.TrustGrammar}, {@link dev.nephele.policy.grammar.ControlGrammar} (SCPs and RCPs),
 * {@link dev.nephele.policy.grammar.BucketGrammar}, and {@link dev.nephele.policy.grammar.ResourceGrammar} for queues,
 * topics, keys and secrets. {@link dev.nephele.policy.grammar.PolicySize} knows the sizes IAM allows.
 *
 * <p>Whether a user or role that a policy names exists is asked of {@link dev.nephele.policy.grammar.Principals}, which
 * the caller brings. A document without violation always compiles ({@code dev.nephele.policy.language}). The room uses
 * the two rooms that read JSON and compile; it is pure.
 *
 * <p>Sources: IAM User Guide, "Grammar of the IAM JSON policy language"; messages observed in public reports.
 */
@NullMarked
package dev.nephele.policy.grammar;

import org.jspecify.annotations.NullMarked;
