/**
 * The path of a call from its bytes to its answer.
 *
 * <p>{@link dev.nephele.gateway.pipeline.Pipeline} holds the steps in their order;
 * {@link dev.nephele.gateway.pipeline.Authentication} verifies who signs,
 * {@link dev.nephele.gateway.pipeline.Catalog} finds the operation, and
 * {@link dev.nephele.gateway.pipeline.InternalCalls} lets one service call another through the same steps.
 *
 * <p>Invariants: nothing is invoked before the decider has answered; whatever is thrown becomes an error in the form of
 * the protocol, with the request id; every call that was identified is put on record, allowed or refused. What the
 * pipeline does not know is refused. It uses the wire room for all forms and keeps no state of its own.
 */
@NullMarked
package dev.nephele.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
