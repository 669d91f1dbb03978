package dev.nephele.access;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.View;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Knows the roles that can be assumed. IAM implements it for STS. */
public interface Roles {
    /** The role of this name (without path; case is ignored), or empty. */
    Optional<Role> find(View view, AccountId account, String name);

    /**
     * What STS needs of a role.
     *
     * @param path begins and ends with a slash
     * @param trustPolicy as stored, principals pinned to unique ids
     * @param longest the role's MaxSessionDuration
     */
    record Role(
            AccountId account,
            String path,
            String name,
            String roleId,
            String trustPolicy,
            Duration longest,
            Map<String, String> tags) {
        public Arn arn() {
            return Arn.global("iam", account, "role" + path + name);
        }
    }
}
