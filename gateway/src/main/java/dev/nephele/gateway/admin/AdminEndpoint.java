package dev.nephele.gateway.admin;

import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.wire.WireResponse;

/** One of the endpoints under {@code /_nephele/}. */
public interface AdminEndpoint {
    /** Who may call an endpoint. */
    enum Access {
        /** Anybody who reaches the port. */
        OPEN,
        /** Any program that reaches the port. A web page of another origin needs credentials. */
        PROGRAM,
        /** Any program on this machine; others, and web pages of another origin, need credentials. */
        LOOPBACK,
        /** The default account's root credential, or the bearer of the admin token. */
        ADMINISTRATOR
    }

    /** The path, or its beginning when it ends in a slash. */
    String path();

    /** Who may send this request. */
    Access access(ReceivedRequest request);

    /** Answers a request that may be sent. It throws {@link AdminRefusal}. */
    WireResponse answer(ReceivedRequest request);
}
