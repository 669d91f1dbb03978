/**
 * What IAM remembers: one record for each noun, and the tables they live in.
 *
 * <p>Names are unique without regard to case, so rows are keyed by the lower-case name and keep the name as given. What
 * refers to an entity that can be renamed refers to its unique id; {@link dev.nephele.services.iam.state.State#IDS}
 * leads from an id to the entity. Lists that AWS bounds (attached policies, groups of a user, keys of a user) are part
 * of the row; unbounded relations (members of a group, users of a policy, profiles of a role) are index tables, so that
 * no operation's cost grows with the size of the account.
 *
 * <p>Records are immutable and may be shared between threads. This package uses the kernel and the storage room. Start
 * with {@link dev.nephele.services.iam.state.State}.
 */
@NullMarked
package dev.nephele.services.iam.state;

import org.jspecify.annotations.NullMarked;
