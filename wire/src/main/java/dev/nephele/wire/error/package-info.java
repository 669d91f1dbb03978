/**
 * How errors are called on the wire. A {@link dev.nephele.model.ServiceException} has one code; AWS's protocols and
 * services write it in several ways (shape names, namespaces, the codes of a service's query past, {@code message} or
 * {@code Message}), and SDKs look at exactly that.
 *
 * <p>{@link dev.nephele.wire.error.ErrorNames} holds the rules and the tables, each row with its source. Uses the model
 * and the wire's base types.
 */
@NullMarked
package dev.nephele.wire.error;

import org.jspecify.annotations.NullMarked;
