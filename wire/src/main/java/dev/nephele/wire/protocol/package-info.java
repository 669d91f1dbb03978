/**
 * The one place that knows every codec.
 *
 * <p>{@link dev.nephele.wire.protocol.Codecs} gives the codec of a protocol, so that whoever answers a request needs the
 * {@link dev.nephele.model.ServiceModel.Protocol} that the router found and nothing else. The codecs themselves live in
 * the packages of their protocols and do not know each other.
 *
 * <p>This package uses all protocol packages of the wire; none of them may use it.
 */
@NullMarked
package dev.nephele.wire.protocol;

import org.jspecify.annotations.NullMarked;
