package dev.nephele.gateway.pipeline;

import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import dev.nephele.wire.auth.HttpHead;
import dev.nephele.wire.auth.Payload;
import dev.nephele.wire.upload.Checksums;
import dev.nephele.wire.upload.VerifiedBody;

/** Puts the check of a streamed body between the socket and whoever reads it. */
final class Bodies {
    private Bodies() {}

    /**
     * The request whose body ends only if it is what its head has promised.
     *
     * @param content whether the body is content to be kept, whose length S3 wants to know before
     */
    static WireRequest checked(
            WireRequest request, HttpHead head, Payload payload, Route.Found route, boolean content) {
        boolean s3 = route.protocol() == ServiceModel.Protocol.S3;
        if (!s3) {
            return payload instanceof Payload.Open
                    ? request
                    : request.withBody(VerifiedBody.of(head, payload, request.body(), Checksums.none()));
        }
        if (content && request.body().length() < 0 && !(payload instanceof Payload.Chunked)) {
            throw ServiceException.of("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
        }
        String method = request.method();
        if (!method.equals("PUT") && !method.equals("POST")) {
            return request;
        }
        // The checksum headers of a completed upload are those of the object, not of the list of its parts.
        Checksums checksums =
                route.entry().name().equals("CompleteMultipartUpload") ? Checksums.none() : Checksums.of(head);
        return request.withBody(VerifiedBody.of(head, payload, request.body(), checksums));
    }
}
