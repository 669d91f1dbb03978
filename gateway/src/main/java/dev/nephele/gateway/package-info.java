/** x. */
@NullMarked
package dev.nephele.gateway;

import org.jspecify.annotations.NullMarked;
