/**
 * The only way in: sockets, the pipeline that every call takes, the decision, and the record of it.
 *
 * <p>{@link dev.nephele.gateway.Gateway#start} takes {@link dev.nephele.gateway.Rooms}, what a cloud consists of, and
 * {@link dev.nephele.gateway.GatewayOptions}, how it behaves. The gateway knows services by their models, behaviours and
 * rules alone, and callers by the interfaces of the access room; it may use every room below, and no service.
 *
 * <p>A call goes through: identify, authenticate, parse, validate, rule, decide, invoke, serialize, complete. No step can
 * be left out: an operation without a binding is answered {@code NotImplemented}, one whose rule names nothing is denied.
 * Calls between services enter at validate, as do those of a program that holds an
 * {@link dev.nephele.gateway.EmbeddedGateway}. Start with {@link dev.nephele.gateway.pipeline.Pipeline}.
 */
@NullMarked
package dev.nephele.gateway;

import org.jspecify.annotations.NullMarked;
