package dev.nephele.gateway;

import dev.nephele.access.CredentialStore;
import dev.nephele.gateway.admin.AccountEndpoint;
import dev.nephele.gateway.admin.AccountsEndpoint;
import dev.nephele.gateway.admin.Admin;
import dev.nephele.gateway.admin.AdminAuthority;
import dev.nephele.gateway.admin.AdminEndpoint;
import dev.nephele.gateway.admin.AdminToken;
import dev.nephele.gateway.admin.ClockEndpoint;
import dev.nephele.gateway.admin.DecisionsEndpoint;
import dev.nephele.gateway.admin.EventsEndpoint;
import dev.nephele.gateway.admin.HealthEndpoint;
import dev.nephele.gateway.admin.MetricsEndpoint;
import dev.nephele.gateway.admin.ResetEndpoint;
import dev.nephele.gateway.admin.SnapshotsEndpoint;
import dev.nephele.gateway.admin.WelcomePage;
import dev.nephele.gateway.call.ActiveCall;
import dev.nephele.gateway.decision.Decide;
import dev.nephele.gateway.decision.Denials;
import dev.nephele.gateway.decision.Explanations;
import dev.nephele.gateway.pipeline.AccountKeys;
import dev.nephele.gateway.pipeline.Authentication;
import dev.nephele.gateway.pipeline.Catalog;
import dev.nephele.gateway.pipeline.Origins;
import dev.nephele.gateway.pipeline.Pipeline;
import dev.nephele.gateway.record.RecordLog;
import dev.nephele.gateway.record.Recorder;
import dev.nephele.gateway.record.RequestIds;
import dev.nephele.model.ServiceModel;
import dev.nephele.policy.language.Policies;
import dev.nephele.wire.validation.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A gateway without sockets: pipeline and record before the rooms of one cloud, for the program that holds it. It is
 * called through {@link Rooms.Services#calls}; {@link Gateway} adds the ports.
 */
public final class EmbeddedGateway implements AutoCloseable {
    private final Pipeline pipeline;
    private final Recorder recorder;

    private EmbeddedGateway(Pipeline pipeline, Recorder recorder) {
        this.pipeline = pipeline;
        this.recorder = recorder;
    }

    /** Opens the record, and answers from now on. */
    public static EmbeddedGateway open(GatewayOptions options, Rooms rooms) {
        return open(options, rooms, () -> true);
    }

    /** @param isOpen what the health pages say */
    static EmbeddedGateway open(GatewayOptions options, Rooms rooms, BooleanSupplier isOpen) {
        Rooms.State state = rooms.state();
        Rooms.Identity identity = rooms.identity();
        Policies policies = new Policies(Policies.DEFAULT_CHARACTERS);
        RecordLog log = new RecordLog(state.store(), options.bound());
        MetricsEndpoint metrics = new MetricsEndpoint();
        Recorder recorder = new Recorder(log, event -> {
            metrics.completed(event);
            rooms.control().events().completed(event);
        });
        metrics.watch(recorder);
        Decide decide = new Decide(
                identity.identities(),
                identity.guardrails(),
                policies,
                log,
                new Denials(rooms.services().messages()));
        state.store().onReplaced(() -> {
            recorder.forget();
            decide.forget();
        });
        Authentication authentication = new Authentication(
                credentials(options.home(), identity.credentials()),
                state.store(),
                state.clock(),
                options.home().account(),
                options.home().region());
        Catalog catalog = new Catalog(rooms.services().all());
        ActiveCall.Source calls = new ActiveCall.Source(
                state.store(), log, new RequestIds(state.clock(), log.newestNumber()), state.clock());
        Pipeline.Stages stages = new Pipeline.Stages(
                catalog,
                new Origins(
                        options.transport().trustedProxies(),
                        options.transport().treatAsTls()),
                calls,
                authentication,
                new Validation(rooms.services().selfValidating()),
                decide::decide,
                recorder,
                identity.uses());
        List<AdminEndpoint> endpoints = endpoints(options, rooms, catalog, isOpen);
        endpoints.add(metrics);
        endpoints.add(EventsEndpoint.events(log, recorder));
        endpoints.add(EventsEndpoint.decisions(log, recorder));
        endpoints.add(new DecisionsEndpoint(new Explanations(log, policies), log, recorder));
        WelcomePage welcome = new WelcomePage(
                options.version(),
                catalog.models().stream().map(ServiceModel::id).toList());
        AdminAuthority authority = new AdminAuthority(
                new AdminToken(options.administration().token()),
                authentication::verifyAdmin,
                options.home().account());
        Pipeline pipeline = new Pipeline(stages, new Admin(endpoints, welcome, authority));
        rooms.services().calls().connect(pipeline, catalog, calls);
        return new EmbeddedGateway(pipeline, recorder);
    }

    /** What requests go through. */
    Pipeline pipeline() {
        return pipeline;
    }

    /** Stores the rest of the record. The store is closed by its owner. */
    @Override
    public void close() {
        recorder.close();
    }

    private static List<CredentialStore> credentials(GatewayOptions.Home home, List<CredentialStore> stores) {
        List<CredentialStore> all = new ArrayList<>(stores);
        if (home.accountKeys()) {
            all.add(new AccountKeys(home.rootSecretAccessKey()));
        }
        return all;
    }

    private static List<AdminEndpoint> endpoints(
            GatewayOptions options, Rooms rooms, Catalog catalog, BooleanSupplier isOpen) {
        Rooms.Control control = rooms.control();
        List<String> services = catalog.models().stream().map(ServiceModel::id).toList();
        List<AdminEndpoint> endpoints = new ArrayList<>(control.endpoints());
        boolean open = options.administration().open();
        endpoints.add(
                HealthEndpoint.own(options.version(), isOpen, rooms.state().store()::trouble));
        endpoints.add(HealthEndpoint.localStack(
                options.version(), services, isOpen, rooms.state().store()::trouble));
        endpoints.add(new AccountsEndpoint(rooms.identity().accounts()));
        endpoints.add(new AccountEndpoint(
                rooms.identity().accounts(),
                rooms.state().store(),
                options.home().account(),
                options.home().region()));
        endpoints.add(new ClockEndpoint(control.clock()));
        endpoints.add(ResetEndpoint.own(open, control.reset()));
        if (open) {
            endpoints.add(ResetEndpoint.moto(control.reset()));
        }
        endpoints.addAll(SnapshotsEndpoint.all(control.snapshots()));
        return endpoints;
    }
}
