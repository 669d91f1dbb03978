/**
 * The one place that knows every codec: {@link dev.nephele.wire.protocol.Codecs} gives the codec of a protocol. Uses all
 * protocol packages of the wire.
 */
@NullMarked
package dev.nephele.wire.protocol;

import org.jspecify.annotations.NullMarked;
