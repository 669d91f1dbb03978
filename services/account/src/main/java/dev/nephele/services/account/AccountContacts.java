package dev.nephele.services.account;

import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.account.AccessDeniedException;
import dev.nephele.model.account.AccountResources;
import dev.nephele.model.account.ContactInformation;
import dev.nephele.model.account.Contacts;
import dev.nephele.model.account.GetContactInformationRequest;
import dev.nephele.model.account.GetContactInformationResponse;
import dev.nephele.model.account.PutContactInformationRequest;
import dev.nephele.model.account.PutContactInformationResponse;
import dev.nephele.model.account.ResourceNotFoundException;
import dev.nephele.storage.Store;
import org.jspecify.annotations.Nullable;

/** The primary contact of an account. */
final class AccountContacts implements Contacts, AccountResources {
    private static final String PRIMARY = "primary";

    private final Store store;

    AccountContacts(Store store) {
        this.store = store;
    }

    @Override
    public GetContactInformationResponse getContactInformation(GetContactInformationRequest request, Call call) {
        ContactInformation contact = store.read(
                        call, view -> ContactRow.CONTACTS.in(call).find(view, PRIMARY))
                .orElseThrow(() ->
                        new ResourceNotFoundException("No contact information found for the inputted account.", null));
        return new GetContactInformationResponse(contact, null);
    }

    @Override
    public PutContactInformationResponse putContactInformation(PutContactInformationRequest request, Call call) {
        store.update(
                call,
                transaction -> ContactRow.CONTACTS.in(call).put(transaction, PRIMARY, request.contactInformation()));
        return PutContactInformationResponse.EMPTY;
    }

    @Override
    public Requirement.Builder account(String action, @Nullable String named, Undecided call) {
        if (named != null) {
            throw new AccessDeniedException(
                    "The management account or a delegated administrator of an organization can name an account.",
                    null);
        }
        Arn arn = Arn.global("account", call.account(), "account");
        return Requirement.of(action, arn, call.account());
    }
}
