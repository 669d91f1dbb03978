package dev.nephele.services.iam;

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
}
