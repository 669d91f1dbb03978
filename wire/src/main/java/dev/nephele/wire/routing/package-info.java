/**
 * Which service and operation a request asks for, told from the request alone, before anything is authenticated or
 * parsed.
 *
 * <p>Start with {@link dev.nephele.wire.routing.Router}: one method that tries, in this order, the marks of rpcv2Cbor,
 * awsJson, the query protocols, and REST; S3 takes what nobody else claims, because its paths are free. {@link
 * dev.nephele.wire.routing.HostName} reads host names, {@link dev.nephele.wire.routing.Scope} the signing scope, {@link
 * dev.nephele.wire.routing.UriTemplate} and {@link dev.nephele.wire.routing.RestTable} match paths, {@link
 * dev.nephele.wire.routing.S3Table} knows the buckets, keys and subresources of S3. Operations that are not served are
 * found too. Uses the model and the wire's base types.
 */
@NullMarked
package dev.nephele.wire.routing;

import org.jspecify.annotations.NullMarked;
