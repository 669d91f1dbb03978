/**
 * JSON text as a small tree, for documents that are read whole: policies.
 *
 * <p>{@link dev.nephele.policy.json.Json} is the tree, {@link dev.nephele.policy.json.JsonReader} makes it. The reader
 * is strict (RFC 8259), refuses an object with two members of one name, and bounds depth and length, so that no text
 * can make it run long or recurse deep. It uses the JDK and jackson-core's streaming parser only, and knows nothing of
 * policies.
 */
@NullMarked
package dev.nephele.policy.json;

import org.jspecify.annotations.NullMarked;
