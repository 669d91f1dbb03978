package dev.nephele.services.sts;

import dev.nephele.access.Credential;
import dev.nephele.access.Roles;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Origin;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.model.sts.Credentials;
import dev.nephele.storage.Store;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An STS of its own over a store in memory, with roles that the test names and time that stands still. */
final class Cloud {
    static final AccountId ACCOUNT = new AccountId("111122223333");
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final Caller ALICE =
            new Caller(new Principal.User(ACCOUNT, "/p/", "alice", "AIDAALICE"), Optional.empty(), Optional.of("k"));
    static final Caller ROOT = new Caller(new Principal.Root(ACCOUNT), Optional.empty(), Optional.of("test"));

    final Store store = new EmbeddedStore(MvEngine.inMemory());
    final Map<String, Roles.Role> roles = new ConcurrentHashMap<>();
    final Sts sts;
    private final Random random = new Random(42);
    private final AtomicInteger calls = new AtomicInteger();

    Cloud() {
        sts = new Sts(
                store,
                bytes -> {
                    synchronized (random) {
                        random.nextBytes(bytes);
                    }
                },
                (view, account, name) -> Optional.ofNullable(roles.get(account + "/" + name)),
                (view, id, token) ->
                        id.equals("test") ? Optional.of(Credential.longTerm("test", ROOT)) : Optional.empty(),
                (message, account) -> message.equals("sealed") && account.equals(ACCOUNT)
                        ? Optional.of("{\"allowed\":false}")
                        : Optional.empty());
    }

    /** Makes a role in the account. */
    void role(String path, String name, Duration longest, Map<String, String> tags) {
        roles.put(
                ACCOUNT + "/" + name,
                new Roles.Role(ACCOUNT, path, name, "AROA" + name, "{\"trust\":\"" + name + "\"}", longest, tags));
    }

    /** The caller that new credentials authenticate. */
    Caller authenticate(Credentials credentials) {
        Credential credential = sts.sessionKeys()
                .find(store.view(), credentials.accessKeyId(), Optional.of(credentials.sessionToken()))
                .orElseThrow();
        if (credential.state() != Credential.State.ACTIVE
                || !credential.secretAccessKey().equals(credentials.secretAccessKey())) {
            throw new AssertionError("the credentials do not work: " + credential.state());
        }
        return credential.caller();
    }

    Undecided by(Caller caller) {
        return new FakeCall(
                caller.principal().account().orElse(ACCOUNT), caller, store.view(), "r-" + calls.incrementAndGet());
    }

    private record FakeCall(AccountId account, Caller caller, View view, String requestId) implements Undecided {
        @Override
        public Region region() {
            return Region.US_EAST_1;
        }

        @Override
        public Instant instant() {
            return NOW;
        }

        @Override
        public Origin origin() {
            return new Origin(
                    Optional.of("127.0.0.1"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    "http://localhost");
        }

        @Override
        public boolean refused(int requirement) {
            return false;
        }

        @Override
        public Optional<Admission> admission() {
            return Optional.empty();
        }
    }
}
