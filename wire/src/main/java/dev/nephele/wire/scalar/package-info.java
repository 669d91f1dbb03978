/**
 * Scalars as text and back, the same for every protocol: numbers, booleans, blobs in base64, and the three forms of
 * timestamps.
 *
 * <p>Start with {@link dev.nephele.wire.scalar.Scalars}. What cannot be read is an {@link
 * java.lang.IllegalArgumentException}, which each codec turns into its own protocol's refusal. Nothing here depends on a
 * locale or a time zone. Uses the model only.
 */
@NullMarked
package dev.nephele.wire.scalar;

import org.jspecify.annotations.NullMarked;
