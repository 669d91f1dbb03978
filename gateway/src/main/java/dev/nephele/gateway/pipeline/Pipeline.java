package dev.nephele.gateway.pipeline;

import dev.nephele.access.Uses;
import dev.nephele.gateway.admin.Admin;
import dev.nephele.gateway.call.ActiveCall;
import dev.nephele.gateway.decision.InputKeys;
import dev.nephele.gateway.listener.Answering;
import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.gateway.record.Event;
import dev.nephele.gateway.record.Recorder;
import dev.nephele.kernel.Origin;
import dev.nephele.kernel.Requirement;
import dev.nephele.model.Manners;
import dev.nephele.model.Operation;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.Structure;
import dev.nephele.storage.ConflictException;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.timer.Failures;
import dev.nephele.wire.Answer;
import dev.nephele.wire.Codec;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import dev.nephele.wire.WireResponse;
import dev.nephele.wire.protocol.Codecs;
import dev.nephele.wire.routing.Router;
import dev.nephele.wire.validation.Validation;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a request, in order: identify, authenticate, parse, validate, rule, decide, invoke, serialize, complete.
 * {@link #answer} is that list; a call between services runs the middle of it ({@link #perform}). Whatever happens on
 * the way, a request gets one answer in the form of its protocol, and one event.
 */
public final class Pipeline implements Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final Failures FAILURES = new Failures(LOG);

    private final Catalog catalog;
    private final Router router;
    private final Origins origins;
    private final ActiveCall.Source calls;
    private final Authentication authentication;
    private final FormUploads forms;
    private final Validation validation;
    private final InputKeys inputKeys = new InputKeys();
    private final Decider decider;
    private final Recorder recorder;
    private final Uses uses;
    private final Admin admin;

    /** The stages, and what they share. */
    public record Stages(
            Catalog catalog,
            Origins origins,
            ActiveCall.Source calls,
            Authentication authentication,
            Validation validation,
            Decider decider,
            Recorder recorder,
            Uses uses) {}

    /** @param admin answers what is not AWS's */
    public Pipeline(Stages stages, Admin admin) {
        this.catalog = stages.catalog();
        this.router = new Router(catalog.models());
        this.origins = stages.origins();
        this.calls = stages.calls();
        this.authentication = stages.authentication();
        this.forms = new FormUploads(
                stages.catalog(), stages.authentication(), stages.calls().clock());
        this.validation = stages.validation();
        this.decider = stages.decider();
        this.recorder = stages.recorder();
        this.uses = stages.uses();
        this.admin = admin;
    }

    @Override
    public WireResponse answer(ReceivedRequest request) {
        if (Admin.owns(request)) {
            return admin.answer(request);
        }
        Route route = identify(request);
        try (ActiveCall call = begin(request, route)) {
            Answer answer = Answer.to(route, request, call.requestId());
            Codec codec = Codecs.of(route.protocol());
            WireResponse response;
            String error = "";
            try {
                response = switch (route) {
                    case Route.Found found -> {
                        Operation.Binding<?, ?> binding = catalog.find(found);
                        WireRequest verified = authentication.verify(
                                call, request, found, binding == null ? null : binding.operation());
                        yield answer(call, found, verified, answer, codec);
                    }
                    case Route.PostObject post -> {
                        FormUploads.Upload upload = forms.verify(call, request, post);
                        WireResponse put = answer(call, upload.route(), upload.request(), answer, codec);
                        yield upload.answer(put, request, call.origin().endpoint());
                    }
                    case Route.Unknown unknown -> throw unknown.error();
                };
            } catch (ServiceException refused) {
                error = refused.code();
                response = codec.error(refused, answer);
            } catch (RuntimeException | StackOverflowError failed) {
                ServiceException told = told(failed, answer.manners(), call.requestId());
                error = told.code();
                response = codec.error(told, answer);
            }
            complete(call, response.status(), error, request.receivedNanos());
            return response;
        }
    }

    /** Parse, perform, serialize: what every verified request goes through. */
    private WireResponse answer(ActiveCall call, Route.Found found, WireRequest verified, Answer answer, Codec codec) {
        uses.used(call.caller(), found.service().identity().signingName(), call.region(), call.instant());
        Operation.Binding<?, ?> binding = catalog.find(found);
        if (binding == null) {
            throw new Refusal.NotServed(found.service().id(), found.entry().name());
        }
        Structure input = codec.parse(binding.operation(), found, verified);
        Structure output = perform(call, binding, input, answer);
        return codec.write(binding.operation(), output, answer);
    }

    /** Validate, rule, decide, invoke: what every call goes through, from outside or from another service. */
    <I extends Structure, O extends Structure> O perform(
            ActiveCall call, Operation.Binding<I, O> binding, Structure parsed, Answer answer) {
        @SuppressWarnings("unchecked") // the codec has made it from the schema of this operation
        I input = (I) parsed;
        validation.check(binding.operation(), input, answer);
        call.judge(undecided -> {
            List<Requirement> requirements = inputKeys.complete(
                    binding.operation(), input, binding.rule().requirements(input, undecided));
            decider.decide(undecided, requirements, answer);
        });
        if (binding.operation().streams()) {
            // The operation waits for its client, who may be slow: no state is held meanwhile.
            call.close();
        }
        return binding.behaviour().invoke(input, call);
    }

    /** Puts the call on record; its answer may be sent from then on. */
    void complete(ActiveCall call, int status, String error, long sinceNanos) {
        long micros = (System.nanoTime() - sinceNanos) / 1_000;
        byte[] committed = error.isEmpty() ? call.committed() : null;
        recorder.complete(call.decision(), committed, call.contents(), new Event.Outcome(status, error, micros));
    }

    private Route identify(ReceivedRequest request) {
        try {
            return router.route(request);
        } catch (ServiceException refused) {
            return new Route.Unknown(null, ServiceModel.Protocol.REST_XML, refused);
        }
    }

    private ActiveCall begin(ReceivedRequest request, Route route) {
        Origin origin = origins.of(request);
        return calls.begin(
                new ActiveCall.Asked(
                        route.service(),
                        operation(route),
                        origin,
                        request::isClientGone,
                        transportKeys(request, origin, route)),
                authentication.unknown());
    }

    private static Map<String, List<String>> transportKeys(ReceivedRequest request, Origin origin, Route route) {
        Map<String, List<String>> keys = new HashMap<>();
        origin.referer().ifPresent(referer -> keys.put("aws:Referer", List.of(referer)));
        String tls = route.service() == null
                ? null
                : route.service().manners().keys().tlsVersion();
        if (tls != null) {
            request.tlsVersion().ifPresent(version -> keys.put(tls, List.of(version)));
        }
        return keys;
    }

    /** The name under which a request is put on record. */
    private static String operation(Route route) {
        return switch (route) {
            case Route.Found found -> found.entry().name();
            case Route.PostObject _ -> "PostObject";
            case Route.Unknown _ -> "";
        };
    }

    /** What a client is told of a failure: nothing of its inside. */
    static ServiceException told(Throwable failed, Manners manners, String requestId) {
        if (failed instanceof ConflictException) {
            return new Refusal.Contended(manners);
        }
        if (failed instanceof UncheckedIOException broken) {
            LOG.atDebug().setCause(broken).addKeyValue("requestId", requestId).log("client gone");
            return new Refusal.BodyBroken();
        }
        if (failed instanceof StoreException refused) {
            // Without a trace: the disk that is full may be the log's too, and the store has told of its first refusal.
            LOG.atError()
                    .addKeyValue("requestId", requestId)
                    .addKeyValue("reason", refused.getMessage())
                    .log("the store failed");
            return new Refusal.Internal(manners);
        }
        FAILURES.error(failed).addKeyValue("requestId", requestId).log("internal failure");
        return new Refusal.Internal(manners);
    }
}
