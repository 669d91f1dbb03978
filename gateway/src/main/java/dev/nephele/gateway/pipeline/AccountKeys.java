package dev.nephele.gateway.pipeline;

import dev.nephele.access.Credential;
import dev.nephele.access.CredentialStore;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.View;
import java.util.Optional;

/**
 * LocalStack's habit, for those who ask for it: an access key id of twelve digits is the root user of that account. The
 * signature is verified, with the secret of the default account's root user.
 */
public final class AccountKeys implements CredentialStore {
    private final String secretAccessKey;

    public AccountKeys(String secretAccessKey) {
        this.secretAccessKey = secretAccessKey;
    }

    @Override
    public Optional<Credential> find(View view, String accessKeyId, Optional<String> sessionToken) {
        if (!AccountId.isValid(accessKeyId)) {
            return Optional.empty();
        }
        Principal root = new Principal.Root(new AccountId(accessKeyId));
        return Optional.of(
                Credential.longTerm(secretAccessKey, new Caller(root, Optional.empty(), Optional.of(accessKeyId))));
    }
}
