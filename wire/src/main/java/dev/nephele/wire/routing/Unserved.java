package dev.nephele.wire.routing;

import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one answer to a request for a service that no model describes, in whatever protocol it comes: 501
 * {@code NotImplemented}, with what is not served and what is.
 */
final class Unserved {
    /** Signing names of AWS's services that speak REST with XML, which the request does not show. */
    private static final Set<String> XML =
            Set.of("route53", "cloudfront", "s3-outposts", "s3-object-lambda", "s3express", "importexport");

    private final String served;

    Unserved(Collection<ServiceModel> models) {
        Set<String> names = new TreeSet<>();
        models.forEach(model -> names.add(model.id()));
        this.served = String.join(", ", names);
    }

    /** @param service as its clients name it */
    Route route(WireRequest request, String service) {
        return new Route.Unknown(
                null,
                protocol(request, service),
                ServiceException.of(
                        "NotImplemented",
                        501,
                        "The service " + service + " is not served. Served are: " + served + '.'));
    }

    private static Protocol protocol(WireRequest request, String service) {
        if ("rpc-v2-cbor".equals(request.header("smithy-protocol"))) {
            return Protocol.RPC_V2_CBOR;
        }
        if (request.header("X-Amz-Target") != null) {
            return Router.jsonProtocol(request);
        }
        if (Router.isForm(request) || request.query().contains("Action=")) {
            return Protocol.AWS_QUERY;
        }
        return XML.contains(service) ? Protocol.REST_XML : Protocol.REST_JSON;
    }
}
