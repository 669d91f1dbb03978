package dev.nephele.access;

import dev.nephele.kernel.View;
import java.util.Optional;

/** Knows the secrets of some access keys: IAM those of users and root users, STS those of sessions. */
public interface CredentialStore {
    /**
     * The credential behind an access key, or empty when this store does not know the key.
     *
     * @param sessionToken the security token of the request, if it has one
     */
    Optional<Credential> find(View view, String accessKeyId, Optional<String> sessionToken);
}
