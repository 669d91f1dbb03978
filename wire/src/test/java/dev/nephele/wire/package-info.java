/** Fixtures of the wire's tests: services and shapes described by hand, without generated models. */
@NullMarked
package dev.nephele.wire;

import org.jspecify.annotations.NullMarked;
