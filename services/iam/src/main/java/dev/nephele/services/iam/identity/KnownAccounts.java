package dev.nephele.services.iam.identity;

import dev.nephele.access.AccessKeyIds;
import dev.nephele.access.Accounts;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.View;
import dev.nephele.servicekit.seal.SealedColumn;
import dev.nephele.services.iam.state.AccessKey;
import dev.nephele.services.iam.state.Account;
import dev.nephele.services.iam.state.State;
import dev.nephele.storage.Store;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The accounts of the cloud: the default one, and those that were made. */
final class KnownAccounts implements Accounts {
    /** How many made-up account ids are tried; one in a hundred million is taken in a full cloud of 10,000. */
    private static final int ATTEMPTS = 10;

    private final Store store;
    private final Clock clock;
    private final Ids ids;
    private final SealedColumn secrets;
    private final Settings settings;

    KnownAccounts(Store store, Clock clock, Ids ids, SealedColumn secrets, Settings settings) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.secrets = secrets;
        this.settings = settings;
    }

    @Override
    public boolean exists(View view, AccountId account) {
        return account.equals(settings.defaultAccount())
                || settings.accountKeys()
                || State.ACCOUNTS.in(account).exists(view, KeyCodec.Single.ROW);
    }

    /** Also empty if the access key id is in use. */
    @Override
    public Optional<RootCredential> create(
            Optional<AccountId> id, Optional<String> accessKeyId, Optional<String> secretAccessKey) {
        Optional<RootCredential> created = Optional.empty();
        for (int attempt = 0; attempt < (id.isPresent() ? 1 : ATTEMPTS) && created.isEmpty(); attempt++) {
            AccountId account = id.orElseGet(this::newAccountId);
            RootCredential wanted = new RootCredential(
                    account,
                    accessKeyId.orElseGet(() -> AccessKeyIds.create(AccessKeyIds.LONG_TERM, account, ids)),
                    secretAccessKey.orElseGet(() -> AccessKey.newSecret(ids)));
            created = insert(wanted) ? Optional.of(wanted) : Optional.empty();
        }
        return created;
    }

    @Override
    public Optional<RootCredential> root(View view, AccountId account) {
        if (account.equals(settings.defaultAccount())) {
            return Optional.of(new RootCredential(account, settings.rootAccessKeyId(), settings.rootSecretAccessKey()));
        }
        Optional<RootCredential> kept = State.ACCOUNTS.in(account).find(view, KeyCodec.Single.ROW).stream()
                .flatMap(row -> row.rootKeys().stream())
                .flatMap(id -> State.ACCESS_KEYS.find(view, id).filter(AccessKey::active).stream()
                        .map(key -> new RootCredential(account, id, key.secret(id, secrets))))
                .findFirst();
        return kept.isEmpty() && settings.accountKeys()
                ? Optional.of(new RootCredential(account, account.value(), settings.rootSecretAccessKey()))
                : kept;
    }

    private boolean insert(RootCredential wanted) {
        Instant now = clock.now();
        Sealed secret = AccessKey.sealed(wanted.secretAccessKey(), wanted.accessKeyId(), secrets);
        return store.transact(transaction -> {
            AccountId account = wanted.id();
            String keyId = wanted.accessKeyId();
            boolean taken = account.equals(settings.defaultAccount())
                    || State.ACCOUNTS.in(account).exists(transaction, KeyCodec.Single.ROW)
                    || keyId.equals(settings.rootAccessKeyId())
                    || State.ACCESS_KEYS.exists(transaction, keyId);
            if (taken) {
                return false;
            }
            State.ACCOUNTS
                    .in(account)
                    .put(transaction, KeyCodec.Single.ROW, new Account(now, Optional.empty(), List.of(keyId)));
            State.ACCESS_KEYS.put(transaction, keyId, new AccessKey(account, Optional.empty(), secret, true, now));
            return true;
        });
    }

    /** AWS gives no ids that begin with a zero. */
    private AccountId newAccountId() {
        return new AccountId(ids.text(1, "123456789") + ids.text(11, "0123456789"));
    }
}
