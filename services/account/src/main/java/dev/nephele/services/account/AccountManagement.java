package dev.nephele.services.account;

import dev.nephele.model.ServiceModel;
import dev.nephele.model.account.AccountService;
import dev.nephele.storage.Store;

/** AWS Account Management. */
public final class AccountManagement {
    private final AccountContacts contacts;

    public AccountManagement(Store store) {
        this.contacts = new AccountContacts(store);
    }

    /** What the gateway serves. */
    public ServiceModel.Served served() {
        return new AccountService(contacts, contacts).served();
    }
}
