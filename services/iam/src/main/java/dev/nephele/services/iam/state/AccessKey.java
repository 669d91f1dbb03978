package dev.nephele.services.iam.state;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Ids;
import dev.nephele.storage.table.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * A long-term access key. Row version 1: account, user id, secret, active, created.
 *
 * @param userId the unique id of its user; empty for a key of the root user
 */
@Row
public record AccessKey(AccountId account, Optional<String> userId, String secret, boolean active, Instant created) {

    private static final String SECRET_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int SECRET_LENGTH = 40;

    /** A new secret access key. */
    public static String newSecret(Ids ids) {
        return ids.text(SECRET_LENGTH, SECRET_ALPHABET);
    }

    public AccessKey withActive(boolean changed) {
        return new AccessKey(account, userId, secret, changed, created);
    }

    /** Keeps the secret out of every log. */
    @Override
    public String toString() {
        return "AccessKey[" + account + ", " + userId + "]";
    }

    /**
     * When and where a key or a role was last used. Row version 1: at, service, Region.
     *
     * @param service as signatures name it
     */
    @Row
    public record LastUse(Instant at, String service, String region) {}
}
