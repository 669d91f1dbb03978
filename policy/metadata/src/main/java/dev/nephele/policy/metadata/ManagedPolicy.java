package dev.nephele.policy.metadata;

import java.time.Instant;

/**
 * A managed policy that AWS keeps, in its newest version.
 *
 * @param path begins and ends with a slash
 * @param versionId such as {@code v12}
 * @param created when AWS made the policy
 * @param updated when AWS last changed it
 * @param versionCreated when this version was made
 */
public record ManagedPolicy(
        String path, String name, String versionId, Instant created, Instant updated, Instant versionCreated) {

    /** The ARN, which names {@code aws} instead of an account. */
    public String arn() {
        return ManagedPolicies.ARN_PREFIX + path + name;
    }
}
