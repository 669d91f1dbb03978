/**
 * The wire: what AWS clients send and expect, for every protocol, written once over {@link dev.nephele.model.Schema}.
 *
 * <p>A request comes in as a {@link dev.nephele.wire.WireRequest}, which knows nothing of the server that read it. The
 * {@code Router} of package {@code routing} names its service, operation and protocol; the protocol's {@link
 * dev.nephele.wire.Codec} parses it to a {@link dev.nephele.model.Structure}; package {@code validation} holds
 * that against the model. The answer, or the error, goes back through the same codec as a {@link
 * dev.nephele.wire.WireResponse}. Protocols live in packages of their own below this one; {@code auth} verifies
 * signatures.
 *
 * <p>Invariants: raw paths are never decoded before a label is cut out of them; a streaming payload is never buffered;
 * whatever a client sends, a codec throws nothing but {@link dev.nephele.model.ServiceException}; the date header, the
 * decision and the record belong to the gateway. This room may use the kernel and the model.
 */
@NullMarked
package dev.nephele.wire;

import org.jspecify.annotations.NullMarked;
