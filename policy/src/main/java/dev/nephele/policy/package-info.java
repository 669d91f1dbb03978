/**
 * IAM's decisions: what binds a request, how the answers of all policies combine, and why.
 *
 * <p>{@link dev.nephele.policy.Evaluator#decide} answers a {@link dev.nephele.policy.Decision} (verdict, reason,
 * deciding statement) for one {@link dev.nephele.policy.request.AuthorizationRequest} and the
 * {@link dev.nephele.policy.PolicySet} that binds it. {@link dev.nephele.policy.Explainer#explain} looks at everything
 * again and answers a {@link dev.nephele.policy.Trace}, which {@link dev.nephele.policy.TraceWriter} writes as JSON.
 * {@link dev.nephele.policy.DenialMessage} words a refusal as AWS does.
 *
 * <p>This is a library of pure functions over immutable values: no clock, no store, no services, no HTTP; it uses the
 * kernel, jackson-core for streaming and Caffeine for the cache of compiled policies. Beneath it are
 * {@code dev.nephele.policy.language} (one policy against one request) and {@code dev.nephele.policy.request}.
 *
 * <p>Invariants: an explicit deny in any policy that applies wins; what is absent or makes no sense never allows;
 * {@code decide} allocates nothing once a statement has decided before.
 *
 * <p>Sources: IAM User Guide, "Policy evaluation logic" and the pages under it; AWS Organizations User Guide, "SCP
 * evaluation" and "Resource control policies"; AWS KMS Developer Guide, "Grants" and "Policy evaluation". Start with
 * {@link dev.nephele.policy.Evaluator}.
 */
@NullMarked
package dev.nephele.policy;

import org.jspecify.annotations.NullMarked;
