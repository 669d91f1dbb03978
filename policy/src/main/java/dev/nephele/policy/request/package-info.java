/**
 * What is held against policies: one (action, resource) pair that somebody asks to be allowed.
 *
 * <p>An {@link dev.nephele.policy.request.AuthorizationRequest} is a {@link dev.nephele.policy.request.Subject} (the
 * caller as policies name it), an {@link dev.nephele.policy.request.Action}, a
 * {@link dev.nephele.policy.request.ResourceName} and a {@link dev.nephele.policy.request.Context} of condition keys.
 * Each is made ready for matching when it is built, so that a decision allocates nothing: a subject once for a
 * credential, the call's context once for a call, the rest for each pair.
 *
 * <p>All are immutable and safe for all threads. The room uses the kernel and the JDK, and knows nothing of policies.
 */
@NullMarked
package dev.nephele.policy.request;

import org.jspecify.annotations.NullMarked;
