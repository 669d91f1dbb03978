package dev.nephele.access;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.View;
import java.util.Optional;

/** Knows which accounts exist, and makes standalone ones. IAM implements it, since it keeps their root credentials. */
public interface Accounts {
    /** Whether the account exists. */
    boolean exists(View view, AccountId account);

    /**
     * Makes an account with an ordinary root credential; what is not given is made up.
     *
     * @return empty if the account exists
     */
    Optional<RootCredential> create(
            Optional<AccountId> id, Optional<String> accessKeyId, Optional<String> secretAccessKey);

    /** An active root credential of the account; empty if there is no such account, or it has none. */
    Optional<RootCredential> root(View view, AccountId account);

    /** An account and an access key of its root user. */
    record RootCredential(AccountId id, String accessKeyId, String secretAccessKey) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "RootCredential[" + id + ", " + accessKeyId + ']';
        }
    }
}
