/**
 * Who a caller is and which policies bind it: the questions the gateway asks, and the services that keep identities
 * answer.
 *
 * <p>The gateway must know the secret of an access key ({@link dev.nephele.access.CredentialStore}), the policies that
 * bind a principal ({@link dev.nephele.access.Identities}) and the guardrails of an organization
 * ({@link dev.nephele.access.Guardrails}); STS must know roles ({@link dev.nephele.access.Roles}); services that keep
 * policies must know whom these name ({@link dev.nephele.access.PolicyPrincipals}). IAM, STS and
 * Organizations keep these facts, and no service imports another, so the questions stand here, below them all, and
 * Assembly joins the two sides.
 *
 * <p>Policies travel as text; the gateway compiles them and caches what it compiled by text. Everything is read from the
 * {@link dev.nephele.kernel.View} that is passed in, so that rule, policies and decision see one state. This room may
 * use the kernel only. Start with {@link dev.nephele.access.Identities}.
 */
@NullMarked
package dev.nephele.access;

import org.jspecify.annotations.NullMarked;
