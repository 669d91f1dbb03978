package dev.nephele.app.assembly;

import dev.nephele.access.Guardrails;
import dev.nephele.app.data.Version;
import dev.nephele.gateway.Gateway;
import dev.nephele.gateway.GatewayOptions;
import dev.nephele.gateway.Rooms;
import dev.nephele.gateway.decision.AuthorizationMessages;
import dev.nephele.gateway.listener.Listener;
import dev.nephele.gateway.pipeline.InternalCalls;
import dev.nephele.gateway.record.Event;
import dev.nephele.gateway.record.RecordLog;
import dev.nephele.kernel.Ids;
import dev.nephele.servicekit.outbox.Outbox;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.servicekit.seal.OlderRows;
import dev.nephele.servicekit.seal.Seal;
import dev.nephele.services.iam.identity.Identity;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.directory.Ballast;
import dev.nephele.storage.directory.DirectoryLock;
import dev.nephele.storage.time.CloudClock;
import dev.nephele.storage.timer.Timers;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Builds a cloud out of the rooms, each on those below it. */
final class Assembly {
    /** What an emptied cloud still has: its time and its key. */
    private static final List<Integer> KEPT =
            Stream.concat(CloudClock.TABLES.stream(), Stream.of(CloudKey.TABLE)).toList();

    private Assembly() {}

    /**
     * Opens the store, builds services and gateway, and listens.
     *
     * @throws IOException if the store cannot be opened or a port is taken
     */
    static Cloud start(StartOptions options, DirectoryLock lock, Ids ids, String adminToken, Event.Listener events)
            throws IOException {
        Undo undo = new Undo();
        try {
            State state = State.open(options.store(), lock, ids);
            undo.later(state.release());
            CloudKey key = key(options, state, ids);
            undo.later(state.clock()::remember);
            Timers timers = new Timers(state.store(), state.clock());
            undo.later(timers::close);
            InternalCalls calls = new InternalCalls();
            Outbox outbox = new Outbox(state.store(), state.clock(), ids, timers, calls);
            Foundation foundation =
                    new Foundation(state.store(), state.blobs(), state.clock(), timers, ids, key, calls, outbox);
            AuthorizationMessages messages = messages(key);
            Services services =
                    new Services(foundation, options.identity(), options.has(StartOptions.Mode.ACCOUNT_KEYS), messages);
            Runnable sealing = () -> OlderRows.seal(state.store(), sealing(services, state.store()));
            state.store().onReplaced(sealing);
            sealing.run();
            Rooms rooms = new Rooms(
                    new Rooms.State(state.store(), state.clock(), ids),
                    new Rooms.Services(services.all(), calls, messages, Services.SELF_VALIDATING),
                    identity(services),
                    control(state, timers, events));
            Gateway gateway = Gateway.start(gatewayOptions(options, adminToken), rooms);
            undo.later(gateway::close);
            timers.start();
            Housekeeping housekeeping = new Housekeeping(state.clock(), state.blobs(), room(options));
            undo.later(housekeeping::close);
            return new Cloud(endpoint(options.listening().host(), gateway.port()), state, key, undo.release());
        } catch (StoreException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        } finally {
            undo.close();
        }
    }

    /** Before anything is written: a cloud whose root key is not there stays as it is. */
    private static CloudKey key(StartOptions options, State state, Ids ids) throws IOException {
        return switch (options.store()) {
            case StartOptions.Store.Memory memory -> RootKeys.inMemory(state.store(), ids);
            case StartOptions.Store.Copy copy -> copy.of().key();
            case StartOptions.Store.Embedded embedded ->
                new RootKeys(options.data()).open(state.store(), options.root(), ids);
            case StartOptions.Store.Postgresql postgresql ->
                new RootKeys(options.data()).open(state.store(), options.root(), ids);
        };
    }

    private static AuthorizationMessages messages(CloudKey key) {
        Seal seal = key.seal("authorization-message");
        return new AuthorizationMessages(seal::seal, seal::open);
    }

    private static List<Runnable> sealing(Services services, Store store) {
        return Stream.concat(
                        services.sealing().stream(),
                        Stream.<Runnable>of(() -> AuthorizationMessages.removeOlderKey(store)))
                .toList();
    }

    /** Keeps room for a start on a full disk, if the state is there. */
    private static Runnable room(StartOptions options) {
        return switch (options.store()) {
            case StartOptions.Store.Embedded embedded -> Ballast.of(options.data())::keep;
            case StartOptions.Store.Memory memory -> () -> {};
            case StartOptions.Store.Copy copy -> () -> {};
            case StartOptions.Store.Postgresql postgresql -> () -> {};
        };
    }

    private static Rooms.Identity identity(Services services) {
        Identity iam = services.identity();
        return new Rooms.Identity(services.credentials(), iam.policies(), Guardrails.NONE, iam.accounts(), iam.uses());
    }

    private static Rooms.Control control(State state, Timers timers, Event.Listener events) {
        return new Rooms.Control(
                new StoredClock(state.clock(), timers),
                state.snapshots(),
                () -> state.store().empty(KEPT),
                List.of(),
                events);
    }

    private static GatewayOptions gatewayOptions(StartOptions options, String adminToken) {
        StartOptions.Listening listening = options.listening();
        StartOptions.Identity identity = options.identity();
        OptionalInt tlsPort = listening.tlsPort().isPresent()
                ? OptionalInt.of(listening.tlsPort().get())
                : OptionalInt.empty();
        return new GatewayOptions(
                new Listener.Options(listening.host(), listening.port(), tlsPort),
                options.data(),
                Version.text(),
                new GatewayOptions.Home(
                        identity.account(),
                        identity.region(),
                        identity.rootSecretAccessKey(),
                        options.has(StartOptions.Mode.ACCOUNT_KEYS)),
                new GatewayOptions.Administration(adminToken, options.has(StartOptions.Mode.OPEN_ADMIN)),
                new GatewayOptions.Transport(listening.trustedProxies(), options.has(StartOptions.Mode.TREAT_AS_TLS)),
                RecordLog.Bound.DEFAULT);
    }

    /** Where clients of this machine find it; an address that stands for all of them is not one to connect to. */
    private static URI endpoint(String host, int port) {
        String name = switch (host) {
            case "0.0.0.0", "::", "[::]" -> "127.0.0.1";
            default -> host.indexOf(':') >= 0 && !host.startsWith("[") ? '[' + host + ']' : host;
        };
        return URI.create("http://" + name + ':' + port);
    }
}
