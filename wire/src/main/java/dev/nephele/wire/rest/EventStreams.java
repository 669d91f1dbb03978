package dev.nephele.wire.rest;

import dev.nephele.model.ServiceException;

/** Where event streams will be written; operations that answer with one are refused until then. */
final class EventStreams {
    private EventStreams() {}

    /** The honest answer: {@code NotImplemented} (501). */
    static ServiceException notServed() {
        return ServiceException.of("NotImplemented", 501, "Event streams are not implemented.");
    }
}
