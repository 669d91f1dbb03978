package dev.nephele.gateway.pipeline;

import dev.nephele.gateway.call.ActiveCall;
import dev.nephele.gateway.record.Decision;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Origin;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.ServiceCalls;
import dev.nephele.model.Operation;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.Structure;
import dev.nephele.wire.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls that begin inside this process: from one service to another, or from the program around the cloud. Each goes
 * through validation, rule, decision and record like a call from outside, with a request id of its own.
 *
 * <p>Services are made before the gateway, so this is handed to them first and {@linkplain #connect connected} once.
 */
public final class InternalCalls implements ServiceCalls {
    /** How many calls between services may be nested in one; deeper ones are a cycle. */
    private static final int DEPTH = 8;

    private static final ScopedValue<Integer> NESTED = ScopedValue.newInstance();

    private volatile @Nullable Connection connection;

    private record Connection(Pipeline pipeline, Catalog catalog, ActiveCall.Source calls) {}

    /** Opens the way; once, before the first call. */
    public void connect(Pipeline pipeline, Catalog catalog, ActiveCall.Source calls) {
        connection = new Connection(pipeline, catalog, calls);
    }

    @Override
    public <I, O> O invoke(Target<I, O> target, I input, As as) {
        Connection to = connected();
        int depth = NESTED.isBound() ? NESTED.get() : 0;
        if (depth >= DEPTH) {
            throw new IllegalStateException("more than " + DEPTH + " nested calls between services");
        }
        Operation<?, ?> operation = (Operation<?, ?>) target;
        return ScopedValue.where(NESTED, depth + 1)
                .call(() -> perform(to, operation, (Structure) input, () -> begin(to, operation, as)));
    }

    /**
     * Answers a call of a program that holds the cloud in its own process: all that a verified request goes through but
     * its wire.
     *
     * @throws ServiceException the refusal, as a client is told it
     */
    public <I extends Structure, O extends Structure> O answer(
            Operation<I, O> operation, I input, Origin origin, ActiveCall.Identity identity) {
        Connection to = connected();
        return perform(to, operation, input, () -> begin(to, operation, origin, () -> false, Map.of(), identity));
    }

    private Connection connected() {
        Connection to = connection;
        if (to == null) {
            throw new IllegalStateException("the gateway is not started");
        }
        return to;
    }

    @SuppressWarnings("unchecked") // an operation's output is of the type that its target names
    private static <O> O perform(
            Connection to, Operation<?, ?> operation, Structure input, Supplier<ActiveCall> beginning) {
        long started = System.nanoTime();
        Operation.Binding<?, ?> binding = to.catalog().find(operation.service(), operation.name());
        if (binding == null) {
            throw new Refusal.NotServed(operation.service(), operation.name());
        }
        ServiceModel model = model(to, operation);
        try (ActiveCall call = beginning.get()) {
            Answer answer = new Answer(model, model.protocols().getFirst(), call.requestId(), "POST");
            try {
                Structure output = to.pipeline().perform(call, binding, input, answer);
                to.pipeline().complete(call, 200, "", started);
                return (O) output;
            } catch (ServiceException refused) {
                to.pipeline().complete(call, refused.status(), refused.code(), started);
                throw refused;
            } catch (RuntimeException failed) {
                ServiceException told = Pipeline.told(failed, model.manners(), call.requestId());
                to.pipeline().complete(call, told.status(), told.code(), started);
                throw told;
            }
        }
    }

    private static ServiceModel model(Connection to, Operation<?, ?> operation) {
        return to.catalog().model(operation.service()).orElseThrow();
    }

    private static ActiveCall begin(Connection to, Operation<?, ?> operation, As as) {
        return switch (as) {
            case As.Service service -> asService(to, operation, service);
            case As.Forwarded forwarded -> asForwarded(to, operation, forwarded);
        };
    }

    private static ActiveCall asService(Connection to, Operation<?, ?> operation, As.Service as) {
        Map<String, List<String>> context = new HashMap<>();
        context.put("aws:SourceArn", List.of(as.sourceArn().toString()));
        context.put("aws:SourceAccount", List.of(as.sourceAccount().value()));
        Caller caller = new Caller(new Principal.Service(as.name()), Optional.empty(), Optional.empty());
        Origin origin =
                new Origin(Optional.empty(), Optional.of(as.name()), Optional.empty(), Optional.empty(), true, "");
        return begin(
                to,
                operation,
                origin,
                () -> false,
                context,
                new ActiveCall.Identity(caller, as.sourceAccount(), as.region()));
    }

    /** The caller's session goes on: who it is, and from which address; that a service made the call is added. */
    private static ActiveCall asForwarded(Connection to, Operation<?, ?> operation, As.Forwarded as) {
        Call original = as.original();
        List<String> via = new ArrayList<>();
        if (original instanceof ActiveCall active) {
            via.addAll(active.context().getOrDefault("aws:CalledVia", List.of()));
        }
        via.add(as.service());
        Map<String, List<String>> context = new HashMap<>();
        context.put("aws:ViaAWSService", List.of("true"));
        context.put("aws:CalledVia", List.copyOf(via));
        context.put("aws:CalledViaFirst", List.of(via.getFirst()));
        context.put("aws:CalledViaLast", List.of(via.getLast()));
        String viaService = model(to, operation).manners().keys().viaService();
        if (viaService != null) {
            context.put(viaService, List.of(regional(as.service(), original.region())));
        }
        Origin from = original.origin();
        Origin origin = new Origin(
                from.sourceIp(), Optional.of(as.service()), Optional.empty(), from.trace(), true, from.endpoint());
        return begin(
                to,
                operation,
                origin,
                original::isClientGone,
                context,
                new ActiveCall.Identity(original.caller(), original.account(), original.region()));
    }

    /** {@code s3.amazonaws.com} as a key of {@link dev.nephele.model.Manners.Keys} names it: {@code s3.us-east-1.amazonaws.com}. */
    private static String regional(String service, Region region) {
        int dot = service.indexOf('.');
        return dot < 0 ? service : service.substring(0, dot) + '.' + region.code() + service.substring(dot);
    }

    private static ActiveCall begin(
            Connection to,
            Operation<?, ?> operation,
            Origin origin,
            BooleanSupplier clientGone,
            Map<String, List<String>> context,
            ActiveCall.Identity identity) {
        ActiveCall call = to.calls()
                .begin(
                        new ActiveCall.Asked(model(to, operation), operation.name(), origin, clientGone, context),
                        identity);
        AccountId account = identity.account();
        call.identify(
                new ActiveCall.Identity(identity.caller(), account, identity.region()),
                new Decision.Who(
                        Authentication.name(identity.caller()),
                        identity.caller().accessKeyId().orElse(""),
                        null));
        return call;
    }
}
