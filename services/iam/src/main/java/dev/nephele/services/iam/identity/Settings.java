package dev.nephele.services.iam.identity;

import dev.nephele.kernel.AccountId;
import java.util.Map;

/**
 * What is configured of the identities of a cloud.
 *
 * @param defaultAccount the account that exists without being made
 * @param rootAccessKeyId the id of its root user's configured key
 * @param rootSecretAccessKey the secret of that key
 * @param accountKeys whether every 12-digit access key id is a root key of that account, with the secret above
 * @param quotas quotas that differ from AWS's defaults
 */
public record Settings(
        AccountId defaultAccount,
        String rootAccessKeyId,
        String rootSecretAccessKey,
        boolean accountKeys,
        Map<Quota, Integer> quotas) {
    public Settings {
        quotas = Map.copyOf(quotas);
    }

    /** Keeps the secret out of every log. */
    @Override
    public String toString() {
        return "Settings[" + defaultAccount + ", " + rootAccessKeyId + "]";
    }

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

        /** The name that {@code LimitExceeded} prints. */
        public String text() {
            return text;
        }

        /** The default of AWS. */
        public int limit() {
            return limit;
        }
    }
}
