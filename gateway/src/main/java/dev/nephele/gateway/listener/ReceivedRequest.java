package dev.nephele.gateway.listener;

import dev.nephele.wire.WireRequest;
import java.util.Optional;

/** A request from a socket: what the wire reads, and what its connection says of the client. */
public interface ReceivedRequest extends WireRequest {
    /** The address of the peer in text, without brackets or zone. */
    String peer();

    /** Whether it came over TLS here. */
    boolean encrypted();

    /** The version of TLS over which it came here, such as {@code 1.3}; empty if it did not. */
    Optional<String> tlsVersion();

    /** Whether the client has closed its connection, or cancelled the request. On the thread of the request. */
    boolean isClientGone();

    /** When the first byte of the request was read, as {@link System#nanoTime()}. */
    long receivedNanos();
}
