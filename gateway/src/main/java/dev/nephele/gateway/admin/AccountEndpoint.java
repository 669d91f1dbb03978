package dev.nephele.gateway.admin;

import dev.nephele.access.Accounts;
import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Region;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.wire.WireResponse;

/**
 * {@code GET /_nephele/accounts/ID}: the credential of the account's root user, and the Region in which the cloud takes
 * requests that name none; {@code default} stands for the default account. 404 if there is no such account or its root
 * user has no active access key.
 */
public final class AccountEndpoint implements AdminEndpoint {
    private static final String ROOT = "/_nephele/accounts/";

    private final Accounts accounts;
    private final Store store;
    private final AccountId home;
    private final Region region;

    public AccountEndpoint(Accounts accounts, Store store, AccountId home, Region region) {
        this.accounts = accounts;
        this.store = store;
        this.home = home;
        this.region = region;
    }

    @Override
    public String path() {
        return ROOT;
    }

    @Override
    public Access access(ReceivedRequest request) {
        return Access.ADMINISTRATOR;
    }

    @Override
    public WireResponse answer(ReceivedRequest request) {
        Admin.only(request, "GET");
        String id = request.path().substring(ROOT.length());
        if (!id.equals("default") && !AccountId.isValid(id)) {
            throw AdminRefusal.badRequest("An account id has twelve digits.");
        }
        Accounts.RootCredential root = root(id.equals("default") ? home : new AccountId(id));
        return Admin.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("id", root.id().value());
            out.writeStringField("region", region.code());
            out.writeStringField("accessKeyId", root.accessKeyId());
            out.writeStringField("secretAccessKey", root.secretAccessKey());
            out.writeEndObject();
        });
    }

    private Accounts.RootCredential root(AccountId account) {
        try (StoreView view = store.view()) {
            return accounts.root(view, account)
                    .orElseThrow(() -> AdminRefusal.notFound("Account " + account.value()
                            + " does not exist, or its root user has no active access key."));
        }
    }
}
