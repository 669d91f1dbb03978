package dev.nephele.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as its model describes it, with every operation that AWS has.
 *
 * @param id the name of its room and the prefix of its IAM actions where they agree, such as {@code sqs}
 * @param identity how it is recognised
 * @param protocols in the model's order of preference; a server must accept them all
 * @param xmlNamespace of query and XML answers, or null
 * @param manners what it does in a way of its own
 * @param operations every operation of the model, served or not
 */
public record ServiceModel(
        String id,
        Identity identity,
        List<Protocol> protocols,
        @Nullable String xmlNamespace,
        Manners manners,
        List<Entry> operations) {

    /**
     * How requests name a service.
     *
     * @param serviceId AWS's service id, such as {@code SQS}
     * @param apiVersion the date of query and EC2 requests
     * @param signingName the service in a credential scope
     * @param endpointPrefix the first label of host names
     * @param targetPrefix what precedes the dot in {@code X-Amz-Target}, or null
     * @param global whether AWS has one endpoint for all Regions
     * @param queryCompatible whether a JSON or CBOR service must also answer with the error codes of its query past
     */
    public record Identity(
            String serviceId,
            String apiVersion,
            String signingName,
            String endpointPrefix,
            @Nullable String targetPrefix,
            boolean global,
            boolean queryCompatible) {}

    /** The wire forms of AWS. */
    public enum Protocol {
        AWS_JSON_1_0,
        AWS_JSON_1_1,
        AWS_QUERY,
        EC2_QUERY,
        REST_JSON,
        REST_XML,
        /** S3's variety of restXml: what it does otherwise than its model says, which calls it restXml. */
        S3,
        RPC_V2_CBOR
    }

    /**
     * One operation of the model.
     *
     * @param served whether it is listed in the service's manifest
     * @param unsigned whether AWS accepts it without a signature
     */
    public record Entry(String name, Operation.Http http, boolean served, boolean unsigned) {}

    /** A service with the behaviour and rule of each served operation: what Assembly hands to the gateway. */
    public record Served(ServiceModel model, List<Operation.Binding<?, ?>> bindings) {}
}
