package dev.nephele.wire.routing;

import dev.nephele.model.Manners;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.ServiceModel.Entry;
import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.wire.Labels;
import dev.nephele.wire.Limits;
import dev.nephele.wire.Parameters;
import dev.nephele.wire.RequestBody;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the service, operation and protocol of a request. Immutable, made once from all models.
 *
 * <p>A query or JSON request for a service that several models could answer goes to the one in its signing scope, then to
 * the one its host name names, then to any that knows the operation.
 */
public final class Router {
    /** The domains below which host names carry services and buckets. */
    public static final List<String> BASE_DOMAINS =
            List.of("localhost.localstack.cloud", "localhost", "amazonaws.com", "amazonaws.com.cn", "nephele.internal");

    private static final String FORM = "application/x-www-form-urlencoded";

    /** What the path of a resource answers to what names no action; the text of AWS's list of common errors. */
    private static final String INVALID_ACTION =
            "The action or operation requested is invalid. Verify that the action is typed correctly.";

    private record Known(
            ServiceModel model,
            Map<String, Entry> operations,
            @Nullable RestTable rest) {
        boolean speaks(Protocol protocol) {
            return model.protocols().contains(protocol);
        }

        boolean speaksQuery() {
            return speaks(Protocol.AWS_QUERY) || speaks(Protocol.EC2_QUERY);
        }
    }

    private final List<String> baseDomains;
    private final List<Known> services = new ArrayList<>();
    private final Map<String, Known> byTarget = new HashMap<>();
    private final Map<String, List<Known>> bySigningName = new LinkedHashMap<>();
    private final Map<String, List<Known>> byHost = new HashMap<>();
    private @Nullable Known s3Model;
    private @Nullable S3Table s3;
    private final Unserved unserved;

    /** A router over these models and {@link #BASE_DOMAINS}. */
    public Router(List<ServiceModel> models) {
        this(models, BASE_DOMAINS);
    }

    public Router(List<ServiceModel> models, List<String> baseDomains) {
        this.baseDomains = baseDomains.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (ServiceModel model : models) {
            add(model);
        }
        this.unserved = new Unserved(models);
    }

    private void add(ServiceModel model) {
        Map<String, Entry> operations = new HashMap<>();
        model.operations().forEach(entry -> operations.put(entry.name(), entry));
        boolean isS3 = model.protocols().contains(Protocol.S3);
        boolean rest = model.protocols().contains(Protocol.REST_JSON)
                || model.protocols().contains(Protocol.REST_XML);
        Known known = new Known(model, operations, rest ? new RestTable(model) : null);
        services.add(known);
        ServiceModel.Identity identity = model.identity();
        String prefix = identity.targetPrefix();
        if (prefix != null) {
            byTarget.putIfAbsent(prefix, known);
        }
        bySigningName
                .computeIfAbsent(identity.signingName(), name -> new ArrayList<>(1))
                .add(known);
        byHost.computeIfAbsent(identity.endpointPrefix(), name -> new ArrayList<>(1))
                .add(known);
        if (isS3) {
            s3Model = known;
            s3 = new S3Table(model);
        }
    }

    /** Routes a request. The body is read only when a query protocol needs it; nothing is thrown but its size limit. */
    public Route route(WireRequest request) {
        String scope = Scope.service(request);
        boolean express = s3 != null && "s3express".equals(scope);
        if (scope != null && !express && !bySigningName.containsKey(scope)) {
            return unserved.route(request, scope);
        }
        if ("rpc-v2-cbor".equals(request.header("smithy-protocol"))) {
            return cbor(request);
        }
        boolean forS3 = (express || isS3(scope)) && !otherS3(request);
        String target = request.header("X-Amz-Target");
        if (target != null && !forS3) {
            return json(request, target, scope);
        }
        HostName host = HostName.parse(request.host(), baseDomains);
        if (forS3) {
            return s3(request, host);
        }
        if (!host.certain()) {
            Route query = query(request, scope, host);
            if (query != null) {
                return query;
            }
            Route rest = rest(request, scope, host);
            if (rest != null) {
                return rest;
            }
        }
        if (s3 != null) {
            return s3(request, host);
        }
        return new Route.Unknown(null, Protocol.REST_JSON, unknownOperation(404));
    }

    private boolean isS3(@Nullable String scope) {
        return s3Model != null && s3Model.model().identity().signingName().equals(scope);
    }

    /** Whether a request signed for S3 is for one of the services that share its signing name. */
    private boolean otherS3(WireRequest request) {
        return s3Model != null
                && bySigningName
                                .getOrDefault(s3Model.model().identity().signingName(), List.of())
                                .size()
                        > 1
                && request.header("x-amz-account-id") != null
                && request.path().startsWith("/v20180820/");
    }

    private Route s3(WireRequest request, HostName host) {
        S3Table table = s3;
        if (table == null) {
            return new Route.Unknown(null, Protocol.REST_XML, unknownOperation(404));
        }
        String bucket = host.certain() || !isService(host.service()) ? host.bucket() : null;
        return table.route(request, bucket);
    }

    private boolean isService(String label) {
        return byHost.containsKey(label) || bySigningName.containsKey(label);
    }

    private Route cbor(WireRequest request) {
        String[] path = UriTemplate.split(request.path());
        int n = path.length;
        if (n >= 4 && path[n - 4].equals("service") && path[n - 2].equals("operation")) {
            Known known = byTarget.get(path[n - 3]);
            Entry entry = known == null ? null : known.operations().get(path[n - 1]);
            if (known != null && entry != null && known.speaks(Protocol.RPC_V2_CBOR)) {
                return new Route.Found(known.model(), entry, Protocol.RPC_V2_CBOR, Parameters.NONE, Labels.NONE);
            }
            return new Route.Unknown(known == null ? null : known.model(), Protocol.RPC_V2_CBOR, unknownOperation(404));
        }
        return new Route.Unknown(null, Protocol.RPC_V2_CBOR, unknownOperation(404));
    }

    private Route json(WireRequest request, String target, @Nullable String scope) {
        int dot = target.lastIndexOf('.');
        Known known = dot < 0 ? null : byTarget.get(target.substring(0, dot));
        Protocol protocol = jsonProtocol(request);
        if (known == null && scope == null && dot > 0) {
            return unserved.route(request, target.substring(0, dot));
        }
        if (known == null || !(known.speaks(Protocol.AWS_JSON_1_0) || known.speaks(Protocol.AWS_JSON_1_1))) {
            return new Route.Unknown(null, protocol, unknownOperation(400));
        }
        Entry entry = known.operations().get(target.substring(dot + 1));
        return entry == null
                ? new Route.Unknown(known.model(), protocol, unknownOperation(400))
                : new Route.Found(known.model(), entry, protocol, Parameters.NONE, Labels.NONE);
    }

    /** AWS answers in the version that it is asked in. */
    static Protocol jsonProtocol(WireRequest request) {
        String type = request.header("Content-Type");
        return type != null && type.contains("json-1.0") ? Protocol.AWS_JSON_1_0 : Protocol.AWS_JSON_1_1;
    }

    private static ServiceException unknownOperation(int status) {
        return ServiceException.of("UnknownOperationException", status, null);
    }

    /** The route of a query request, or null when it is none. */
    private @Nullable Route query(WireRequest request, @Nullable String scope, HostName host) {
        boolean inQuery = request.query().contains("Action=");
        boolean form = request.method().equals("POST") && isForm(request);
        if (!inQuery && !form || !form && !request.method().equals("GET")) {
            return null;
        }
        Parameters parameters = Parameters.parse(request.query());
        if (parameters != null && form) {
            byte[] body = RequestBody.read(request, Limits.BODY);
            parameters = Parameters.parse(new String(body, StandardCharsets.UTF_8), parameters);
        }
        List<Known> candidates = queryCandidates(scope, host);
        Known only = candidates.size() == 1 ? candidates.getFirst() : null;
        if (parameters == null) {
            return new Route.Unknown(
                    only == null ? null : only.model(),
                    protocol(only),
                    ServiceException.of("MalformedQueryString", 400, "Keys may not contain malformed escapes"));
        }
        String action = parameters.get("Action");
        Manners.Address address = only == null || request.path().length() <= 1
                ? null
                : only.model().manners().query().address();
        if (address != null && (action == null || address.never().contains(action))) {
            String text = action == null ? INVALID_ACTION : unknownAction(only, action, parameters.get("Version"));
            return new Route.Unknown(
                    candidates.getFirst().model(), protocol(only), ServiceException.of("InvalidAction", 400, text));
        }
        if (action == null) {
            return candidates.size() == services.size() || candidates.isEmpty()
                    ? null
                    : new Route.Unknown(
                            candidates.getFirst().model(),
                            protocol(candidates.getFirst()),
                            ServiceException.of("MissingAction", 400, "The request must contain the parameter Action"));
        }
        return action(candidates, action, parameters);
    }

    static boolean isForm(WireRequest request) {
        String type = request.header("Content-Type");
        return type != null && type.regionMatches(true, 0, FORM, 0, FORM.length());
    }

    private List<Known> queryCandidates(@Nullable String scope, HostName host) {
        List<Known> named = scope == null ? byHost.get(host.service()) : bySigningName.get(scope);
        if (named == null && scope == null) {
            named = bySigningName.get(host.service());
        }
        List<Known> all = named == null && scope == null ? services : named == null ? List.<Known>of() : named;
        return all.size() == 1 && all.getFirst().speaksQuery()
                ? all
                : all.stream().filter(Known::speaksQuery).toList();
    }

    private static Route action(List<Known> candidates, String action, Parameters parameters) {
        String version = parameters.get("Version");
        Known fallback = null;
        for (Known known : candidates) {
            Entry entry = known.operations().get(action);
            if (entry != null && versionFits(known, version)) {
                return new Route.Found(known.model(), entry, protocol(known), parameters, Labels.NONE);
            }
            if (fallback == null
                    && (candidates.size() == 1
                            || known.model().identity().apiVersion().equals(version))) {
                fallback = known;
            }
        }
        return new Route.Unknown(
                fallback == null ? null : fallback.model(),
                protocol(fallback),
                ServiceException.of("InvalidAction", 400, unknownAction(fallback, action, version)));
    }

    private static String unknownAction(@Nullable Known known, String action, @Nullable String version) {
        String own = known == null ? null : known.model().manners().query().unknownAction();
        return own == null
                ? "Could not find operation " + action + " for version "
                        + (version == null ? "NO_VERSION_SPECIFIED" : version)
                : own.replace("%s", action);
    }

    /** The protocol of EC2 takes every version it ever had; other services only their own, or any. */
    private static boolean versionFits(Known known, @Nullable String version) {
        if (known.speaks(Protocol.EC2_QUERY)) {
            return version != null;
        }
        return known.model().manners().query().anyVersion()
                || known.model().identity().apiVersion().equals(version);
    }

    private static Protocol protocol(@Nullable Known known) {
        return known != null && known.speaks(Protocol.EC2_QUERY) ? Protocol.EC2_QUERY : Protocol.AWS_QUERY;
    }

    /** The route of a REST request other than S3's, or null when no such service claims it. */
    private @Nullable Route rest(WireRequest request, @Nullable String scope, HostName host) {
        List<Known> named = bySigningName.get(scope == null ? host.service() : scope);
        if (named == null && scope == null) {
            named = byHost.get(host.service());
        }
        boolean sure = named != null;
        Parameters parameters = Parameters.parse(request.query());
        if (parameters == null) {
            return sure && named != null ? refuse(named.getFirst(), malformedQuery()) : null;
        }
        String[] path = UriTemplate.split(request.path());
        for (Known known : named == null ? services : named) {
            RestTable.Match match =
                    known.rest() == null ? null : known.rest().match(request.method(), path, parameters);
            if (match != null && (sure || match.entry().unsigned())) {
                return new Route.Found(known.model(), match.entry(), restProtocol(known), parameters, match.labels());
            }
        }
        if (named == null || named.contains(s3Model) && scope == null) {
            return null;
        }
        Known first = named.getFirst();
        return refuse(
                first,
                first.rest() != null && first.rest().knows(path, parameters) ? methodRefused() : unknownOperation(404));
    }

    private static ServiceException malformedQuery() {
        return ServiceException.of("MalformedQueryString", 400, "Keys may not contain malformed escapes");
    }

    private static ServiceException methodRefused() {
        return ServiceException.of("MethodNotAllowedException", 405, null);
    }

    private static Route refuse(Known known, ServiceException error) {
        Protocol protocol = known.speaksQuery()
                ? protocol(known)
                : known.rest() != null
                        ? restProtocol(known)
                        : known.model().protocols().getFirst();
        return new Route.Unknown(known.model(), protocol, error);
    }

    private static Protocol restProtocol(Known known) {
        return known.speaks(Protocol.REST_JSON) ? Protocol.REST_JSON : Protocol.REST_XML;
    }
}
