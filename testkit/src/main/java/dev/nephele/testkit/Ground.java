package dev.nephele.testkit;

import dev.nephele.gateway.decision.AuthorizationMessages;
import dev.nephele.gateway.pipeline.InternalCalls;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.ServiceCalls;
import dev.nephele.servicekit.outbox.Outbox;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.servicekit.seal.RootKey;
import dev.nephele.servicekit.seal.Seal;
import dev.nephele.storage.Store;
import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.timer.Timers;
import dev.nephele.testkit.kernel.ManualClock;
import dev.nephele.testkit.kernel.SeededIds;
import java.util.Optional;

/** What services are built on. Timers fire only when the {@link Cloud} is told that time passes. */
public final class Ground {
    private static final long SEED = 42;

    private final Store store;
    private final ManualClock clock = new ManualClock();
    private final Ids ids = new SeededIds(SEED);
    private final CloudKey key;
    private final Timers timers;
    private final Blobs blobs;
    private final InternalCalls calls = new InternalCalls();
    private final Outbox outbox;
    private final AuthorizationMessages messages;
    private final Directory directory = new Directory();

    private Ground(Store store) {
        this.store = store;
        this.key = CloudKey.of(store, ids, RootKey.create(ids));
        this.timers = new Timers(store, clock);
        this.blobs = Blobs.inRows(store, ids, clock);
        this.outbox = new Outbox(store, clock, ids, timers, calls);
        Seal seal = key.seal("authorization-message");
        this.messages = new AuthorizationMessages(seal::seal, seal::open);
    }

    /** Over a new store in memory. */
    public static Ground inMemory() {
        return on(new EmbeddedStore(MvEngine.inMemory()));
    }

    /** Over a store of the test's own; the cloud closes it. */
    public static Ground on(Store store) {
        return new Ground(store);
    }

    public Store store() {
        return store;
    }

    public ManualClock clock() {
        return clock;
    }

    public Ids ids() {
        return ids;
    }

    public CloudKey key() {
        return key;
    }

    public Timers timers() {
        return timers;
    }

    /** Payloads, all of them in rows. */
    public Blobs blobs() {
        return blobs;
    }

    /** How a service calls another; usable once the cloud is open. */
    public ServiceCalls calls() {
        return calls;
    }

    /** How a service calls another after its commit; letters are delivered when the {@link Cloud} is told that time passes. */
    public Outbox outbox() {
        return outbox;
    }

    /** Who stands for IAM. */
    public Directory directory() {
        return directory;
    }

    /** What {@code DecodeAuthorizationMessage} answers; empty if the message is not this cloud's, or another account's. */
    public Optional<String> decode(String encodedMessage, AccountId account) {
        return messages.decode(encodedMessage, account);
    }

    InternalCalls internalCalls() {
        return calls;
    }

    AuthorizationMessages messages() {
        return messages;
    }
}
