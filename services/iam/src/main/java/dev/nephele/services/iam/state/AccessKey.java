package dev.nephele.services.iam.state;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Ids;
import dev.nephele.servicekit.seal.SealedColumn;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.table.Added;
import dev.nephele.storage.table.Row;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.Sealed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A long-term access key. Row version 2: account, user id, sealed secret, active, created. In version 1 the secret was a
 * text.
 *
 * @param userId the unique id of its user; empty for a key of the root user
 */
@Row(2)
public record AccessKey(
        AccountId account,
        Optional<String> userId,
        @Added(in = 2, before = "plain", was = "text") Sealed secret,
        boolean active,
        Instant created) {

    private static final String SECRET_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int SECRET_LENGTH = 40;

    /** A new secret access key. */
    public static String newSecret(Ids ids) {
        return ids.text(SECRET_LENGTH, SECRET_ALPHABET);
    }

    static Sealed plain(RowReader in) {
        return Sealed.plain(in.bytes());
    }

    /** A secret as the key of this id has it. */
    public static Sealed sealed(String secret, String id, SealedColumn secrets) {
        return secrets.seal(secret.getBytes(StandardCharsets.UTF_8), State.ACCESS_KEYS, id);
    }

    /** The secret of the key, which has this id. */
    public String secret(String id, SealedColumn secrets) {
        return new String(secrets.open(secret, State.ACCESS_KEYS, id), StandardCharsets.UTF_8);
    }

    /** Seals the secrets that an older program left in plain. */
    public static void sealOlder(Store store, SealedColumn secrets) {
        List<String> plain = new ArrayList<>();
        try (StoreView view = store.view()) {
            State.ACCESS_KEYS.scan().each(view, (id, key) -> !key.secret.isPlain() || plain.add(id));
        }
        for (String id : plain) {
            store.update(transaction ->
                    State.ACCESS_KEYS.update(transaction, id, key -> key.withActive(key.active, id, secrets)));
        }
    }

    /** Also sealed, if an older program left it in plain. */
    public AccessKey withActive(boolean changed, String id, SealedColumn secrets) {
        Sealed sealed = secrets.sealed(secret, State.ACCESS_KEYS, id);
        return new AccessKey(account, userId, sealed, changed, created);
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
