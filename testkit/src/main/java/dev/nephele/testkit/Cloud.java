package dev.nephele.testkit;

import dev.nephele.access.Guardrails;
import dev.nephele.access.Identities;
import dev.nephele.access.Roles;
import dev.nephele.gateway.EmbeddedGateway;
import dev.nephele.gateway.GatewayOptions;
import dev.nephele.gateway.Rooms;
import dev.nephele.gateway.listener.Listener;
import dev.nephele.gateway.record.RecordLog;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.Session;
import dev.nephele.model.ServiceModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A cloud of the services that a test is about. Every call is decided: a root user may what its account may, a user or
 * role what its policies say.
 */
public final class Cloud implements AutoCloseable {
    /** The account of callers, unless a test says otherwise. */
    public static final AccountId ACCOUNT = new AccountId("111122223333");

    /** Another one. */
    public static final AccountId STRANGERS = new AccountId("444455556666");

    /** A policy that allows everything. */
    public static final String ALLOW_ALL = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    private static final Duration SESSION = Duration.ofHours(1);

    private final Ground ground;
    private final List<ServiceModel.Served> services;
    private final boolean directory;
    private final EmbeddedGateway gateway;

    private Cloud(Builder from, List<ServiceModel.Served> services) {
        this.ground = from.ground;
        this.services = services;
        this.directory = from.identities == ground.directory();
        Rooms rooms = new Rooms(
                new Rooms.State(ground.store(), ground.clock(), ground.ids()),
                new Rooms.Services(services, ground.internalCalls(), ground.messages(), from.selfValidating),
                new Rooms.Identity(
                        List.of(),
                        from.identities,
                        Guardrails.NONE,
                        NoAdministration.INSTANCE,
                        (caller, service, region, at) -> {}),
                new Rooms.Control(
                        NoAdministration.INSTANCE, NoAdministration.INSTANCE, () -> {}, List.of(), event -> {}));
        this.gateway = EmbeddedGateway.open(options(), rooms);
    }

    private static GatewayOptions options() {
        return new GatewayOptions(
                new Listener.Options("127.0.0.1", 0, OptionalInt.empty()),
                Path.of("none"),
                "test",
                new GatewayOptions.Home(ACCOUNT, Region.US_EAST_1, "test", false),
                new GatewayOptions.Administration("", false),
                new GatewayOptions.Transport(List.of(), false),
                RecordLog.Bound.DEFAULT);
    }

    /** A cloud of services that are built on the ground, where its {@link Directory} stands for IAM. */
    public static Cloud of(Ground ground, ServiceModel.Served... services) {
        return on(ground).serving(services);
    }

    /** A cloud that differs in what is said before {@link Builder#serving}. */
    public static Builder on(Ground ground) {
        return new Builder(ground);
    }

    /** How a cloud differs from the usual one. */
    public static final class Builder {
        private final Ground ground;
        private Identities identities;
        private Set<String> selfValidating = Set.of();

        private Builder(Ground ground) {
            this.ground = ground;
            this.identities = ground.directory();
        }

        /** Asks these which policies bind a caller, such as those of an IAM that is served too. */
        public Builder identities(Identities asked) {
            identities = asked;
            return this;
        }

        /** What the services check themselves, see {@link dev.nephele.wire.validation.Validation}. */
        public Builder selfValidating(Set<String> exempt) {
            selfValidating = exempt;
            return this;
        }

        /** Opens the cloud. */
        public Cloud serving(ServiceModel.Served... services) {
            return new Cloud(this, List.of(services));
        }
    }

    /** The root user of {@link #ACCOUNT}. */
    public Client root() {
        return root(ACCOUNT);
    }

    /** The root user of an account. */
    public Client root(AccountId account) {
        return as(new Caller(new Principal.Root(account), Optional.empty(), Optional.of("test")));
    }

    /** A user of {@link #ACCOUNT} with inline policies, in the {@link Directory}. */
    public Client user(String name, String... policies) {
        return user(ACCOUNT, name, policies);
    }

    /** A user of an account with inline policies, in the {@link Directory}. */
    public Client user(AccountId account, String name, String... policies) {
        requireDirectory();
        Principal user = ground.directory().user(account, "/", name, policies);
        return as(new Caller(user, Optional.empty(), Optional.of("AKIA" + name)));
    }

    /** An hour's session of a role of {@link #ACCOUNT} with inline policies, in the {@link Directory}. */
    public Client role(String name, String... policies) {
        requireDirectory();
        Roles.Role role = new Roles.Role(ACCOUNT, "/", name, "AROA" + name, "{}", SESSION, Map.of());
        ground.directory().role(role, policies);
        Session session = new Session(
                Session.Kind.ASSUME_ROLE,
                now(),
                now().plus(SESSION),
                Optional.empty(),
                Session.Tags.NONE,
                Session.Policies.NONE,
                Map.of());
        return as(new Caller(
                new Principal.RoleSession(ACCOUNT, "/", name, role.roleId(), "session"),
                Optional.of(session),
                Optional.of("ASIA" + name)));
    }

    private void requireDirectory() {
        if (!directory) {
            throw new IllegalStateException("users and roles of this cloud are made by its IAM");
        }
    }

    /** Somebody without credentials. */
    public Client anonymous() {
        return as(Caller.ANONYMOUS);
    }

    /** Whoever was authenticated, in us-east-1. */
    public Client as(Caller caller) {
        return new Client(this, caller, caller.principal().account().orElse(ACCOUNT), Region.US_EAST_1);
    }

    /** What time it is here. */
    public Instant now() {
        return ground.clock().now();
    }

    /** Lets time pass; answers after all timers that became due have fired. */
    public void advance(Duration time) {
        ground.clock().advance(time);
        ground.timers().settle();
    }

    Ground ground() {
        return ground;
    }

    List<ServiceModel.Served> services() {
        return services;
    }

    /** Ends the cloud, and its store. */
    @Override
    public void close() {
        ground.timers().close();
        gateway.close();
        ground.store().close();
    }
}
