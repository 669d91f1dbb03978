package dev.nephele.services.sts;

import dev.nephele.access.AccessKeyIds;
import dev.nephele.access.CredentialStore;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Principal;
import dev.nephele.model.sts.*;
import dev.nephele.storage.Store;
import java.util.Optional;

/** Says who somebody is. */
final class StsIdentity implements Identity {
    private final Store store;
    private final CredentialStore longTermKeys;
    private final Sts.Decoder decoder;

    StsIdentity(Store store, CredentialStore longTermKeys, Sts.Decoder decoder) {
        this.store = store;
        this.longTermKeys = longTermKeys;
        this.decoder = decoder;
    }

    /** Nobody can be refused this. */
    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request, Call call) {
        Principal principal = call.caller().principal();
        return new GetCallerIdentityResponse(
                principal.userId(),
                principal.account().orElse(call.account()).value(),
                principal.arn().map(Arn::toString).orElse(principal.userId()));
    }

    /** Keys of our own form tell their account; of others only those that exist are known. */
    @Override
    public GetAccessKeyInfoResponse getAccessKeyInfo(GetAccessKeyInfoRequest request, Call call) {
        String id = request.accessKeyId();
        Optional<AccountId> account = AccessKeyIds.account(id)
                .or(() -> store.read(
                        call,
                        view -> longTermKeys
                                .find(view, id, Optional.empty())
                                .flatMap(credential ->
                                        credential.caller().principal().account())));
        return new GetAccessKeyInfoResponse(
                account.orElseThrow(() -> Problems.validation("The access key id " + id + " is invalid."))
                        .value());
    }

    @Override
    public DecodeAuthorizationMessageResponse decodeAuthorizationMessage(
            DecodeAuthorizationMessageRequest request, Call call) {
        return new DecodeAuthorizationMessageResponse(decoder.decode(request.encodedMessage(), call.account())
                .orElseThrow(Problems::invalidAuthorizationMessage));
    }
}
