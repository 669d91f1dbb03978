package dev.nephele.gateway.pipeline;

import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import dev.nephele.wire.auth.HttpHead;
import dev.nephele.wire.auth.Payload;
import dev.nephele.wire.upload.Checksums;
import dev.nephele.wire.upload.VerifiedBody;

/** Puts the check of a streamed body between the socket and whoever reads it. */
final class Bodies {
    private Bodies() {}

    /** The request whose body ends only if it is what its head has promised. */
    static WireRequest checked(WireRequest request, HttpHead head, Payload payload, Route.Found route) {
        boolean s3 = route.service().id().equals("s3");
        if (!s3) {
            return payload instanceof Payload.Open
                    ? request
                    : request.withBody(VerifiedBody.of(head, payload, request.body(), Checksums.none()));
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
