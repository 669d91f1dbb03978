package dev.nephele.services.iam;

/**
 * The quotas of IAM, with the defaults of AWS (IAM User Guide, "IAM and AWS STS quotas", 2026-03). Names are those that
 * {@code LimitExceeded} prints.
 */
public enum Quota {
    USERS("UsersPerAccount", 5_000),
    GROUPS("GroupsPerAccount", 300),
    ROLES("RolesPerAccount", 1_000),
    POLICIES("PoliciesPerAccount", 1_500),
    INSTANCE_PROFILES("InstanceProfilesPerAccount", 1_000),
    GROUPS_PER_USER("GroupsPerUser", 10),
    ACCESS_KEYS_PER_USER("AccessKeysPerUser", 2),
    POLICIES_PER_USER("PoliciesPerUser", 10),
    POLICIES_PER_GROUP("PoliciesPerGroup", 10),
    POLICIES_PER_ROLE("PoliciesPerRole", 10),
    VERSIONS_PER_POLICY("VersionsPerPolicy", 5),
    ROLES_PER_INSTANCE_PROFILE("InstanceSessionsPerInstanceProfile", 1),
    TAGS("TagsPerResource", 50),
    /** In characters, white space not counted, as the sizes below. */
    POLICY_SIZE("PolicySize", 6_144),
    TRUST_POLICY_SIZE("ACLSizePerRole", 2_048),
    USER_POLICY_SIZE("UserPolicySize", 2_048),
    GROUP_POLICY_SIZE("GroupPolicySize", 5_120),
    ROLE_POLICY_SIZE("RolePolicySize", 10_240);

    private final String text;
    private final int limit;

    Quota(String text, int limit) {
        this.text = text;
        this.limit = limit;
    }

    String text() {
        return text;
    }

    int limit() {
        return limit;
    }
}
