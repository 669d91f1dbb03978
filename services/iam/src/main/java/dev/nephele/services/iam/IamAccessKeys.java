package dev.nephele.services.iam;

import dev.nephele.access.AccessKeyIds;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.model.iam.*;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.seal.SealedColumn;
import dev.nephele.services.iam.identity.Settings.Quota;
import dev.nephele.services.iam.state.AccessKey;
import dev.nephele.services.iam.state.Account;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.User;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.Sealed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The long-term access keys of users and of the root user. A request that names no user means the caller. */
final class IamAccessKeys implements AccessKeys {
    private static final String ACTIVE = "Active";

    private final Store store;
    private final Ids ids;
    private final Limits limits;
    private final Lists lists;
    private final SealedColumn secrets;

    IamAccessKeys(Store store, Ids ids, Limits limits, Lists lists, SealedColumn secrets) {
        this.store = store;
        this.ids = ids;
        this.limits = limits;
        this.lists = lists;
        this.secrets = secrets;
    }

    @Override
    public CreateAccessKeyResponse createAccessKey(CreateAccessKeyRequest request, Call call) {
        String id = AccessKeyIds.create(AccessKeyIds.LONG_TERM, call.account(), ids);
        String secret = AccessKey.newSecret(ids);
        Sealed sealed = AccessKey.sealed(secret, id, secrets);
        Owner owner = store.transact(call, transaction -> {
            Owner found = owner(transaction, call, request.userName());
            limits.require(Quota.ACCESS_KEYS_PER_USER, found.keys().size() + 1);
            List<String> keys = new ArrayList<>(found.keys());
            keys.add(id);
            putKeys(transaction, call, found, keys);
            State.ACCESS_KEYS.put(
                    transaction, id, new AccessKey(call.account(), found.userId(), sealed, true, call.instant()));
            return found;
        });
        return new CreateAccessKeyResponse(Answers.newAccessKey(owner.name(), id, secret, call.instant()));
    }

    @Override
    public UpdateAccessKeyResponse updateAccessKey(UpdateAccessKeyRequest request, Call call) {
        boolean active = request.status().equals(ACTIVE);
        store.update(call, transaction -> {
            AccessKey key = key(transaction, call, request.userName(), request.accessKeyId());
            State.ACCESS_KEYS.put(
                    transaction, request.accessKeyId(), key.withActive(active, request.accessKeyId(), secrets));
        });
        return UpdateAccessKeyResponse.EMPTY;
    }

    @Override
    public DeleteAccessKeyResponse deleteAccessKey(DeleteAccessKeyRequest request, Call call) {
        String id = request.accessKeyId();
        store.update(call, transaction -> {
            key(transaction, call, request.userName(), id);
            Owner owner = owner(transaction, call, request.userName());
            List<String> keys = new ArrayList<>(owner.keys());
            keys.remove(id);
            putKeys(transaction, call, owner, keys);
            State.ACCESS_KEYS.delete(transaction, id);
            State.KEY_USE.delete(transaction, id);
        });
        return DeleteAccessKeyResponse.EMPTY;
    }

    @Override
    public ListAccessKeysResponse listAccessKeys(ListAccessKeysRequest request, Call call) {
        return store.read(call, view -> {
            Owner owner = owner(view, call, request.userName());
            List<AccessKeyMetadata> keys = new ArrayList<>();
            for (String id : owner.keys()) {
                State.ACCESS_KEYS.find(view, id).ifPresent(key -> keys.add(Answers.accessKey(owner.name(), id, key)));
            }
            Page<AccessKeyMetadata> page = lists.page(
                            "ListAccessKeys", call, request.marker(), request.maxItems(), owner.name())
                    .of(keys);
            return new ListAccessKeysResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    /** A key that was never used says {@code N/A}. */
    @Override
    public GetAccessKeyLastUsedResponse getAccessKeyLastUsed(GetAccessKeyLastUsedRequest request, Call call) {
        String id = request.accessKeyId();
        return store.read(call, view -> {
            AccessKey key = State.ACCESS_KEYS
                    .find(view, id)
                    .filter(found -> found.account().equals(call.account()))
                    .orElseThrow(() -> notFound(id));
            return new GetAccessKeyLastUsedResponse(
                    userOf(view, key).map(user -> user.entity().name()).orElse(null),
                    Answers.lastUse(State.KEY_USE.find(view, id)));
        });
    }

    /** A key of another account is that account's, which grants nothing to others. */
    @Override
    public List<Requirement> getAccessKeyLastUsedRule(GetAccessKeyLastUsedRequest request, Undecided call) {
        Optional<AccessKey> found = State.ACCESS_KEYS.find(call.view(), request.accessKeyId());
        Optional<AccountId> other = found.map(AccessKey::account).filter(account -> !account.equals(call.account()));
        if (other.isPresent()) {
            return Requirement.of("iam:GetAccessKeyLastUsed", other.get()).only();
        }
        return found.flatMap(key -> userOf(call.view(), key))
                .map(user ->
                        Rules.ON.user("iam:GetAccessKeyLastUsed", user.entity().name(), call))
                .orElseGet(() -> Requirement.of("iam:GetAccessKeyLastUsed", call.account()))
                .only();
    }

    private static Optional<User> userOf(View view, AccessKey key) {
        return key.userId()
                .flatMap(id -> State.IDS.find(view, id))
                .flatMap(place -> State.USERS.in(place.account()).find(view, place.key()));
    }

    /** The key of this id, if it belongs to the user whom the request means. */
    private static AccessKey key(View view, Call call, @Nullable String userName, String id) {
        Owner owner = owner(view, call, userName);
        return State.ACCESS_KEYS
                .find(view, id)
                .filter(key -> owner.keys().contains(id))
                .orElseThrow(() -> notFound(id));
    }

    private static dev.nephele.model.ServiceException notFound(String id) {
        return Problems.noSuchEntity("The Access Key with id " + id + " cannot be found.");
    }

    private static Owner owner(View view, Call call, @Nullable String userName) {
        if (userName == null && call.caller().principal() instanceof Principal.Root) {
            List<String> keys = State.ACCOUNTS
                    .in(call)
                    .find(view, KeyCodec.Single.ROW)
                    .map(Account::rootKeys)
                    .orElse(List.of());
            return new Owner(Optional.empty(), null, keys);
        }
        User user = Directory.user(view, call.account(), userName == null ? IamUsers.callerName(call) : userName);
        return new Owner(Optional.of(user.entity().id()), user.entity().name(), user.accessKeys());
    }

    private static void putKeys(Transaction transaction, Call call, Owner owner, List<String> keys) {
        if (owner.name() == null) {
            Account account = State.ACCOUNTS
                    .in(call)
                    .find(transaction, KeyCodec.Single.ROW)
                    .orElseGet(() -> new Account(call.instant(), Optional.empty(), List.of()));
            State.ACCOUNTS.in(call).put(transaction, KeyCodec.Single.ROW, account.withRootKeys(keys));
        } else {
            State.USERS.in(call).update(transaction, Entity.key(owner.name()), user -> user.withAccessKeys(keys));
        }
    }

    /**
     * Who has keys.
     *
     * @param userId empty for the root user
     * @param name null for the root user
     */
    private record Owner(Optional<String> userId, @Nullable String name, List<String> keys) {}
}
