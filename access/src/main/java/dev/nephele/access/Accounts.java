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
    Optional<Created> create(Optional<AccountId> id, Optional<String> accessKeyId, Optional<String> secretAccessKey);

    /** A new account and its root credential. */
    record Created(AccountId id, String accessKeyId, String secretAccessKey) {}
}
