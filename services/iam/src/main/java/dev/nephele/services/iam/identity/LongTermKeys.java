package dev.nephele.services.iam.identity;

import dev.nephele.access.Credential;
import dev.nephele.access.CredentialStore;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.View;
import dev.nephele.servicekit.seal.SealedColumn;
import dev.nephele.services.iam.state.AccessKey;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.Find;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.User;
import java.util.Optional;

/** Long-term keys: the configured root key, those of made accounts, and those of users. */
final class LongTermKeys implements CredentialStore {
    private final SealedColumn secrets;
    private final Settings settings;

    LongTermKeys(SealedColumn secrets, Settings settings) {
        this.secrets = secrets;
        this.settings = settings;
    }

    /** A long-term key that comes with a session token is not usable, as at AWS. */
    @Override
    public Optional<Credential> find(View view, String accessKeyId, Optional<String> sessionToken) {
        return secret(view, accessKeyId).map(key -> {
            Credential.State state = key.active() ? Credential.State.ACTIVE : Credential.State.INACTIVE;
            return new Credential(
                    key.secret(),
                    new Caller(key.principal(), Optional.empty(), Optional.of(accessKeyId)),
                    Optional.empty(),
                    sessionToken.isPresent() ? Credential.State.TOKEN_INVALID : state);
        });
    }

    private Optional<Key> secret(View view, String accessKeyId) {
        if (accessKeyId.equals(settings.rootAccessKeyId())) {
            return Optional.of(root(settings.defaultAccount(), settings.rootSecretAccessKey(), true));
        }
        AccessKey key = State.ACCESS_KEYS.get(view, accessKeyId);
        if (key != null) {
            return key.userId()
                    .map(id -> user(view, id, key, accessKeyId))
                    .orElseGet(() -> Optional.of(root(key.account(), key.secret(accessKeyId, secrets), key.active())));
        }
        if (settings.accountKeys() && AccountId.isValid(accessKeyId)) {
            return Optional.of(root(new AccountId(accessKeyId), settings.rootSecretAccessKey(), true));
        }
        return Optional.empty();
    }

    private static Key root(AccountId account, String secret, boolean active) {
        return new Key(secret, active, new Principal.Root(account));
    }

    private Optional<Key> user(View view, String userId, AccessKey key, String keyId) {
        State.Place place = Find.place(view, userId);
        if (place == null) {
            return Optional.empty();
        }
        return State.USERS
                .in(place.account())
                .find(view, place.key())
                .map(User::entity)
                .map(entity -> new Key(key.secret(keyId, secrets), key.active(), principal(place.account(), entity)));
    }

    private static Principal principal(AccountId account, Entity entity) {
        return new Principal.User(account, entity.path(), entity.name(), entity.id());
    }

    private record Key(String secret, boolean active, Principal principal) {}
}
