package dev.nephele.gateway.admin;

import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.model.ServiceException;
import java.util.Optional;

/** The administrator: bearer of the token, or the default account's root user with its long-term credential. */
public final class AdminAuthority implements Admin.Authority {
    private static final String SCHEME = "Bearer ";

    private final AdminToken token;
    private final Signatures signatures;
    private final AccountId defaultAccount;

    /** Verifies a signature for the service {@code nephele}. */
    @FunctionalInterface
    public interface Signatures {
        /** Whose it is; throws the refusal. */
        Caller verify(ReceivedRequest request, int bodyLimit);
    }

    public AdminAuthority(AdminToken token, Signatures signatures, AccountId defaultAccount) {
        this.token = token;
        this.signatures = signatures;
        this.defaultAccount = defaultAccount;
    }

    @Override
    public Optional<String> refusal(ReceivedRequest request) {
        String authorization = request.header("Authorization");
        if (authorization != null && authorization.startsWith(SCHEME)) {
            return token.matches(authorization)
                    ? Optional.empty()
                    : Optional.of("The token is not that of this cloud.");
        }
        try {
            Caller caller = signatures.verify(request, Json.BODY_LIMIT);
            boolean administrator = caller.principal().equals(new Principal.Root(defaultAccount))
                    && caller.session().isEmpty();
            return administrator
                    ? Optional.empty()
                    : Optional.of("Only the root user of the default account administers the cloud.");
        } catch (ServiceException refused) {
            return Optional.of(refused.text().orElse(refused.code()));
        }
    }
}
