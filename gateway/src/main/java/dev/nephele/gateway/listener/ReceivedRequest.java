package dev.nephele.gateway.listener;

import dev.nephele.wire.WireRequest;

/** A request from a socket: what the wire reads, and what its connection says of the client. */
public interface ReceivedRequest extends WireRequest {
    /** The address of the peer in text, without brackets or zone. */
    String peer();

    /** Whether it came over TLS here. */
    boolean encrypted();

    /** When the first byte of the request was read, as {@link System#nanoTime()}. */
    long receivedNanos();
}
