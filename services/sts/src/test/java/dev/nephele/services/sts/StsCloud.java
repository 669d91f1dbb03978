package dev.nephele.services.sts;

import dev.nephele.access.Credential;
import dev.nephele.access.Roles;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.model.sts.Credentials;
import dev.nephele.storage.StoreView;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A cloud of STS, with a user that may do everything and roles that the test names. The only authorization message that
 * it opens is {@code sealed}.
 */
final class StsCloud implements AutoCloseable {
    /** Trusts the account. */
    static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
            "Principal":{"AWS":"arn:aws:iam::111122223333:root"},\
            "Action":["sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity"]}]}""";

    /** The access key of the root user. */
    static final String ROOT_KEY = "configured_root_key";

    final Caller alice;
    final Caller root;
    private final Ground ground = Ground.inMemory();
    private final Sts sts;
    private final Cloud cloud;

    StsCloud() {
        Principal user = ground.directory().user(Cloud.ACCOUNT, "/p/", "alice", Cloud.ALLOW_ALL);
        alice = new Caller(user, Optional.empty(), Optional.of("k"));
        sts = new Sts(
                ground.store(),
                ground.ids(),
                ground.key(),
                ground.directory(),
                (view, id, token) ->
                        id.equals(ROOT_KEY) ? Optional.of(Credential.longTerm("test", rootUser())) : Optional.empty(),
                (message, account) -> message.equals("sealed") && account.equals(Cloud.ACCOUNT)
                        ? Optional.of("{\"allowed\":false}")
                        : Optional.empty());
        root = rootUser();
        cloud = Cloud.of(ground, sts.served());
    }

    private static Caller rootUser() {
        return new Caller(new Principal.Root(Cloud.ACCOUNT), Optional.empty(), Optional.of(ROOT_KEY));
    }

    /** Makes a role that trusts the account and may do everything. */
    void role(String path, String name, Duration longest, Map<String, String> tags) {
        ground.directory()
                .role(new Roles.Role(Cloud.ACCOUNT, path, name, "AROA" + name, TRUST, longest, tags), Cloud.ALLOW_ALL);
    }

    void deleteRole(String name) {
        ground.directory().deleteRole(Cloud.ACCOUNT, name);
    }

    /** The credential of a key of a session, if it has the form of one. */
    Optional<Credential> credential(String accessKeyId, Optional<String> sessionToken) {
        try (StoreView view = ground.store().view()) {
            return sts.sessionKeys().find(view, accessKeyId, sessionToken);
        }
    }

    /** The caller that new credentials authenticate. */
    Caller authenticate(Credentials credentials) {
        Credential credential = credential(credentials.accessKeyId(), Optional.of(credentials.sessionToken()))
                .orElseThrow();
        if (credential.state() != Credential.State.ACTIVE
                || !credential.secretAccessKey().equals(credentials.secretAccessKey())) {
            throw new AssertionError("the credentials do not work: " + credential.state());
        }
        return credential.caller();
    }

    Client as(Caller caller) {
        return cloud.as(caller);
    }

    @Override
    public void close() {
        cloud.close();
    }
}
