/**
 * What AWS publishes about its policies, as data: which actions, resource types and condition keys exist, and the
 * managed policies that AWS keeps.
 *
 * <p>{@link dev.nephele.policy.metadata.ActionCatalog} answers what the Service Authorization Reference says of an
 * action; {@link dev.nephele.policy.metadata.ManagedPolicies} finds AWS's managed policies with their documents. Both
 * read resources that {@code tools/reduce-iam-metadata} and {@code tools/reduce-managed-policies} made from public
 * packages; the notices lie beside them. The data lags the services: an action that is missing here may exist.
 *
 * <p>Nothing is read before it is asked for, and of large data only the part that is asked for; what was read can be
 * dropped by the garbage collector and is then read again. All types are safe for use by many threads. This room uses
 * the kernel only.
 */
@NullMarked
package dev.nephele.policy.metadata;

import org.jspecify.annotations.NullMarked;
