package dev.nephele.gateway.listener;

import dev.nephele.wire.WireResponse;

/** Answers requests, each on a thread of its own; it throws nothing. */
@FunctionalInterface
public interface Answering {
    WireResponse answer(ReceivedRequest request);
}
