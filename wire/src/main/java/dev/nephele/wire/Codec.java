package dev.nephele.wire;

import dev.nephele.model.Operation;
import dev.nephele.model.ServiceException;
import dev.nephele.model.Structure;

/**
 * One protocol in both directions, from the server's side. Stateless. Whatever bytes come in, nothing but
 * {@link ServiceException} comes out.
 */
public interface Codec {
    /**
     * Reads the input of a request. A streaming payload is left unread, as a {@link dev.nephele.model.Body}.
     *
     * @throws ServiceException {@code SerializationException}, {@code MalformedInput}, {@code MalformedXML} … after the
     *     protocol, or {@code RequestEntityTooLarge} (413)
     */
    Structure parse(Operation<?, ?> operation, Route.Found route, WireRequest request);

    /** The successful answer. */
    WireResponse write(Operation<?, ?> operation, Structure output, Answer answer);

    /** The answer of an error. */
    WireResponse error(ServiceException error, Answer answer);
}
