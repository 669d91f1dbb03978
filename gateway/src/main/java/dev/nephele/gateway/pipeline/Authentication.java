package dev.nephele.gateway.pipeline;

import dev.nephele.access.Credential;
import dev.nephele.access.CredentialStore;
import dev.nephele.gateway.call.ActiveCall;
import dev.nephele.gateway.record.Decision;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Region;
import dev.nephele.model.Member;
import dev.nephele.model.Operation;
import dev.nephele.model.ServiceModel;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.wire.HoistedRequest;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import dev.nephele.wire.auth.AuthenticationFailure;
import dev.nephele.wire.auth.Authenticator;
import dev.nephele.wire.auth.Claim;
import dev.nephele.wire.auth.Dialect;
import dev.nephele.wire.auth.HttpHead;
import dev.nephele.wire.auth.Payload;
import dev.nephele.wire.auth.Refusals;
import dev.nephele.wire.auth.Secrets;
import dev.nephele.wire.auth.Verified;
import dev.nephele.wire.upload.PostForm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The stage that finds out who sends a request. It refuses in the words of the service; an operation that AWS takes
 * without a signature, and a service that serves the public, get {@link Caller#ANONYMOUS}.
 */
public final class Authentication {
    /** The administrator's own service: as far from wall time as AWS lets the services be that are asked most. */
    private static final Dialect ADMIN =
            Dialect.of(Dialect.Family.REST_JSON, "nephele").withWindow(Duration.ofMinutes(15));

    private final Authenticator<Caller> authenticator;
    private final Clock clock;
    private final AccountId defaultAccount;
    private final Region defaultRegion;
    private final Map<DialectKey, Dialect> dialects = new ConcurrentHashMap<>();

    private record DialectKey(String service, ServiceModel.Protocol protocol, boolean unsignedPayload) {}

    /**
     * @param stores are asked in order for the secret of a key
     * @param defaultAccount where calls act whose caller belongs to no account
     * @param defaultRegion of requests that name none
     */
    public Authentication(
            List<CredentialStore> stores, Store store, Clock clock, AccountId defaultAccount, Region defaultRegion) {
        this.authenticator = new Authenticator<>(secrets(List.copyOf(stores), store), clock);
        this.clock = clock;
        this.defaultAccount = defaultAccount;
        this.defaultRegion = defaultRegion;
    }

    private static Secrets<Caller> secrets(List<CredentialStore> stores, Store store) {
        return (accessKeyId, token) -> {
            try (StoreView view = store.view()) {
                for (CredentialStore one : stores) {
                    Optional<Credential> found = one.find(view, accessKeyId, token);
                    if (found.isPresent()) {
                        Credential credential = found.get();
                        return Optional.of(new Secrets.Secret<>(
                                credential.secretAccessKey(),
                                credential.caller(),
                                credential.expires(),
                                state(credential.state())));
                    }
                }
                return Optional.empty();
            }
        };
    }

    private static Secrets.State state(Credential.State state) {
        return switch (state) {
            case ACTIVE -> Secrets.State.ACTIVE;
            case INACTIVE -> Secrets.State.INACTIVE;
            case TOKEN_INVALID -> Secrets.State.TOKEN_INVALID;
        };
    }

    /** Who a call counts as before its signature was looked at. */
    ActiveCall.Identity unknown() {
        return new ActiveCall.Identity(Caller.ANONYMOUS, defaultAccount, defaultRegion);
    }

    /**
     * Verifies a request and sets the caller, account and Region of its call.
     *
     * @param operation null when it is not served
     * @return the request whose body must be read from now on
     */
    WireRequest verify(ActiveCall call, WireRequest request, Route.Found route, @Nullable Operation<?, ?> operation) {
        HttpHead head = HttpHead.of(request, hostBucket(request, route));
        Claim claim = Claim.of(head);
        Region region = region(claim, route);
        if (claim instanceof Claim.Anonymous && mayBeAnonymous(route)
                || route.entry().unsigned()) {
            call.identify(
                    new ActiveCall.Identity(Caller.ANONYMOUS, defaultAccount, region),
                    new Decision.Who("anonymous", "", null));
            Payload payload = Payload.unsigned(head);
            call.addAll(signatureKeys(route, claim, payload, request));
            return Bodies.checked(request, head, payload, route, carriesContent(operation));
        }
        call.identify(
                new ActiveCall.Identity(Caller.ANONYMOUS, defaultAccount, region),
                new Decision.Who("", claim.accessKeyId().orElse(""), null));
        Dialect dialect = dialect(route, operation);
        checkRegion(claim, route, dialect);
        boolean streams = streams(route, operation);
        int most = route.service().manners().bodyLimit();
        Verified<Caller> verified =
                authenticator.verifyAndRead(claim, head, () -> streams ? null : request.bytes(most), dialect);
        Caller caller = verified.holder();
        AccountId account = caller.principal().account().orElse(defaultAccount);
        call.identify(
                new ActiveCall.Identity(caller, account, region),
                new Decision.Who(name(caller), claim.accessKeyId().orElse(""), null));
        call.addAll(signatureKeys(route, claim, verified.payload(), request));
        WireRequest read = isS3(route) ? HoistedRequest.of(request) : request;
        HttpHead whole = read == request ? head : HttpHead.of(read, null);
        return Bodies.checked(read, whole, verified.payload(), route, carriesContent(operation));
    }

    /**
     * Verifies a form that a browser posts, by its fields, and sets the caller, account and Region of its call.
     *
     * @return what was verified; empty for a form that carries nothing of a signature
     */
    Optional<Claim> verifyForm(ActiveCall call, WireRequest request, ServiceModel service, PostForm form) {
        if (!form.signed()) {
            call.identify(
                    new ActiveCall.Identity(Caller.ANONYMOUS, defaultAccount, defaultRegion),
                    new Decision.Who("anonymous", "", null));
            return Optional.empty();
        }
        call.identify(unknown(), new Decision.Who("", form.accessKeyId(), null));
        Dialect dialect = dialect(service, Dialect.Family.S3);
        Verified<Caller> verified = authenticator.verifyForm(form.fields(), dialect);
        Claim claim = verified.claim();
        Caller caller = verified.holder();
        Region region = claim.region().filter(Region::isValid).map(Region::new).orElse(defaultRegion);
        call.identify(
                new ActiveCall.Identity(caller, caller.principal().account().orElse(defaultAccount), region),
                new Decision.Who(name(caller), claim.accessKeyId().orElse(""), null));
        call.addAll(SignatureKeys.of(claim, verified.payload(), request, clock));
        return Optional.of(claim);
    }

    private Map<String, List<String>> signatureKeys(
            Route.Found route, Claim claim, Payload payload, WireRequest request) {
        return isS3(route) ? SignatureKeys.of(claim, payload, request, clock) : Map.of();
    }

    private static boolean isS3(Route.Found route) {
        return route.protocol() == ServiceModel.Protocol.S3;
    }

    /**
     * Verifies a request for the administrator's service {@code nephele}, in any Region.
     *
     * @throws dev.nephele.model.ServiceException the refusal
     */
    public Caller verifyAdmin(WireRequest request, int bodyLimit) {
        HttpHead head = HttpHead.of(request, null);
        return authenticator
                .verifyAndRead(Claim.of(head), head, () -> request.bytes(bodyLimit), ADMIN)
                .holder();
    }

    private static boolean mayBeAnonymous(Route.Found route) {
        return route.service().manners().signing().publicPolicies();
    }

    /** How the operation's service wants to be signed. */
    Dialect dialect(Route.Found route, @Nullable Operation<?, ?> operation) {
        boolean unsignedPayload = operation != null && operation.traits().unsignedPayload();
        DialectKey key = new DialectKey(route.service().id(), route.protocol(), unsignedPayload);
        Dialect found = dialects.get(key);
        return found != null ? found : dialects.computeIfAbsent(key, absent -> dialect(route.service(), key));
    }

    private static Dialect dialect(ServiceModel service, DialectKey key) {
        Dialect dialect = dialect(service, family(service, key.protocol()));
        return key.unsignedPayload() ? dialect.withUnsignedPayload() : dialect;
    }

    private static Dialect dialect(ServiceModel service, Dialect.Family family) {
        return Dialect.of(family, service.identity().signingName())
                .withWindow(service.manners().signing().window());
    }

    private static Dialect.Family family(ServiceModel service, ServiceModel.Protocol protocol) {
        return switch (protocol) {
            case AWS_QUERY -> Dialect.Family.QUERY;
            case EC2_QUERY -> Dialect.Family.EC2;
            case REST_JSON -> Dialect.Family.REST_JSON;
            case REST_XML -> Dialect.Family.REST_XML;
            case S3 -> Dialect.Family.S3;
            case AWS_JSON_1_0, AWS_JSON_1_1, RPC_V2_CBOR ->
                service.identity().queryCompatible() ? Dialect.Family.QUERY : Dialect.Family.JSON;
        };
    }

    /** Whether the body must not be read into memory before the signature is verified. */
    private static boolean streams(Route.Found route, @Nullable Operation<?, ?> operation) {
        return isS3(route) || carriesContent(operation);
    }

    /** Whether the body is content of any size. */
    private static boolean carriesContent(@Nullable Operation<?, ?> operation) {
        if (operation == null) {
            return false;
        }
        for (Member member : operation.input().members()) {
            if (member.streaming()) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String hostBucket(WireRequest request, Route.Found route) {
        if (!isS3(route)) {
            return null;
        }
        String bucket = route.labels().get("Bucket");
        return bucket != null && request.host().startsWith(bucket + ".") ? bucket : null;
    }

    private Region region(Claim claim, Route.Found route) {
        if (route.service().identity().global()) {
            return Region.US_EAST_1;
        }
        Optional<String> named = claim.region();
        return named.isPresent() && Region.isValid(named.get()) ? new Region(named.get()) : defaultRegion;
    }

    /** Clients that guess a Region try again in the one that the refusal names. */
    private void checkRegion(Claim claim, Route.Found route, Dialect dialect) {
        Optional<String> named = claim.region();
        if (named.isPresent() && !Region.isValid(named.get()) && claim instanceof Claim.V4 v4) {
            throw Refusals.of(
                    new AuthenticationFailure.Unreadable(
                            AuthenticationFailure.Problem.WRONG_REGION,
                            v4.placement(),
                            named.get(),
                            region(claim, route).code()),
                    dialect);
        }
    }

    static String name(Caller caller) {
        return caller.principal().arn().map(Object::toString).orElseGet(caller.principal()::userId);
    }
}
