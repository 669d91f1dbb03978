package dev.nephele.access;

import dev.nephele.kernel.View;

/**
 * Ties the users and roles that a policy of a resource names to their unique ids, so that an entity of the same name made
 * later is not meant (IAM User Guide, "AWS JSON policy elements: Principal"). Whoever keeps such policies stores them
 * pinned, decides on them as they are stored, and shows them by ARN. IAM implements it for every service.
 */
public interface PolicyPrincipals {
    /**
     * Whether an entry of {@code "AWS"} names somebody who exists: a user or role by ARN or unique id. Accounts, sessions
     * and everybody always exist, and so do users and roles of accounts that this cloud does not have, which cannot be
     * looked up.
     */
    boolean exists(View view, String entry);

    /** The policy with unique ids in place of the ARNs of users and roles that exist; all else stays as it is. */
    String pin(View view, String document);

    /** A pinned policy with ARNs in place of the unique ids of users and roles that exist still. */
    String show(View view, String pinned);
}
