package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Origin;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.services.iam.identity.Settings;
import dev.nephele.storage.Store;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** An IAM of its own over a store in memory, with a clock that stands still and ids from a seed. */
final class Cloud {
    static final AccountId ACCOUNT = new AccountId("111122223333");
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final String ALLOW_ALL = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    final Store store = new EmbeddedStore(MvEngine.inMemory());
    final Random random = new Random(42);
    final Ids ids = bytes -> {
        synchronized (this) {
            nextBytes(bytes);
        }
    };
    final Iam iam;
    private final AtomicInteger calls = new AtomicInteger();

    Cloud() {
        this(Map.of());
    }

    Cloud(Map<Settings.Quota, Integer> quotas) {
        iam = new Iam(store, new StoppedClock(), ids, new Settings(ACCOUNT, "test", "test", false, quotas));
    }

    private void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }

    /** A trust policy for an AWS principal. */
    static String trusting(String principal) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"sts:AssumeRole"}]}""".formatted(principal);
    }

    /** A call of the root user. */
    Undecided root() {
        return by(new Caller(new Principal.Root(ACCOUNT), Optional.empty(), Optional.of("test")));
    }

    Undecided by(Caller caller) {
        AccountId account = caller.principal().account().orElse(ACCOUNT);
        return new FakeCall(account, caller, store.view(), "request-" + calls.incrementAndGet());
    }

    /** A call of an IAM user that exists. */
    Undecided user(String name) {
        return by(new Caller(userPrincipal(name), Optional.empty(), Optional.empty()));
    }

    Principal.User userPrincipal(String name) {
        var entity = Directory.user(store.view(), ACCOUNT, name).entity();
        return new Principal.User(ACCOUNT, entity.path(), entity.name(), entity.id());
    }

    private static final class StoppedClock implements Clock {
        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public Instant wall() {
            return NOW;
        }

        @Override
        public Instant virtualAt(Instant wall) {
            return wall;
        }
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
