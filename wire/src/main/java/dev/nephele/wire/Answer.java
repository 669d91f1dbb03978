package dev.nephele.wire;

import dev.nephele.model.Manners;
import dev.nephele.model.ServiceModel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says besides its content.
 *
 * @param service the service that answers, or null if the request named none
 * @param protocol the form of the answer
 * @param requestId the id of the call
 * @param method the request's method: an answer to {@code HEAD} has no body
 * @param json whether the client asked for JSON, which changes the answers of awsQuery
 */
public record Answer(
        @Nullable ServiceModel service, ServiceModel.Protocol protocol, String requestId, String method, boolean json) {

    /** An answer in the protocol's own form. */
    public Answer(@Nullable ServiceModel service, ServiceModel.Protocol protocol, String requestId, String method) {
        this(service, protocol, requestId, method, false);
    }

    /** The answer that belongs to a routed request. */
    public static Answer to(Route route, WireRequest request, String requestId) {
        String accept = request.header("Accept");
        boolean json = accept != null && accept.toLowerCase(Locale.ROOT).contains("application/json");
        return new Answer(route.service(), route.protocol(), requestId, request.method(), json);
    }

    /** Whether the answer must not have a body. */
    public boolean head() {
        return method.equals("HEAD");
    }

    /** The service's id, or empty. */
    public String serviceId() {
        return service == null ? "" : service.id();
    }

    /** The service's manners, or the usual ones. */
    public Manners manners() {
        return service == null ? Manners.USUAL : service.manners();
    }

    /**
     * S3's second, extended request id ({@code x-amz-id-2}, {@code HostId}): opaque to clients, 76 characters of
     * base64, here derived from the request id alone.
     */
    public String hostId() {
        long state = 0xcbf29ce484222325L;
        for (byte b : requestId.getBytes(StandardCharsets.UTF_8)) {
            state = (state ^ b) * 0x100000001b3L;
        }
        byte[] bytes = new byte[57];
        for (int i = 0; i < bytes.length; i += 8) {
            // SplitMix64's output function spreads the state over all bits.
            state += 0x9e3779b97f4a7c15L;
            long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
            z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
            z ^= z >>> 31;
            for (int j = 0; j < 8 && i + j < bytes.length; j++) {
                bytes[i + j] = (byte) (z >>> 8 * j);
            }
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
