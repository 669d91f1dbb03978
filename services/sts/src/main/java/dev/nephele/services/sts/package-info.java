/**
 * The Security Token Service: sessions of roles, users and federated users, and who a caller is.
 *
 * <p>Temporary credentials are not stored. A session token is sealed under a key that is kept in the state and carries
 * everything that is known of its session ({@link dev.nephele.services.sts.SessionTokens}); the secret access key is
 * derived from the access key id and the same key. So sessions cost no write, survive a restart, go along with
 * snapshots and forks, and end with {@code reset}. What a session may do is decided by the role and policies as they
 * are when it is used.
 *
 * <p>Start with {@link dev.nephele.services.sts.Sts}. The room uses the kernel, model, access, policy and storage
 * rooms; roles are asked for through {@link dev.nephele.access.Roles}, which IAM answers. Times of sessions are
 * virtual.
 */
@NullMarked
package dev.nephele.services.sts;

import org.jspecify.annotations.NullMarked;
