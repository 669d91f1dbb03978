package dev.nephele.services.sts;

import dev.nephele.access.CredentialStore;
import dev.nephele.access.Roles;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Ids;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.sts.StsService;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.storage.Store;
import java.util.Optional;

/** The Security Token Service. */
public final class Sts {
    private final SessionTokens tokens;
    private final StsSessions sessions;
    private final StsIdentity identity;

    /**
     * @param roles the roles that can be assumed
     * @param longTermKeys the keys of users and root users
     * @param decoder what {@code DecodeAuthorizationMessage} answers
     */
    public Sts(Store store, Ids ids, CloudKey key, Roles roles, CredentialStore longTermKeys, Decoder decoder) {
        this.tokens = new SessionTokens(store, ids, key.column("sts.session-key"));
        this.sessions = new StsSessions(store, roles, tokens);
        this.identity = new StsIdentity(store, longTermKeys, decoder);
    }

    /** Seals what an older program left in plain rows. */
    public void sealOlderRows() {
        tokens.sealOlder();
    }

    /** What the gateway serves. */
    public ServiceModel.Served served() {
        return new StsService(sessions, identity).served();
    }

    /** The credentials of sessions. */
    public CredentialStore sessionKeys() {
        return tokens;
    }

    /** Opens the messages that came with refusals. */
    @FunctionalInterface
    public interface Decoder {
        /** The decision in AWS's JSON form; empty if the message is not ours, or was not for the account. */
        Optional<String> decode(String encodedMessage, AccountId account);
    }
}
