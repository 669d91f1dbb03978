/**
 * JSON and CBOR bodies, read and written as visitors over {@link dev.nephele.model.Schema} and Jackson's streaming
 * tokens; both forms have the same tokens and differ in a {@link dev.nephele.wire.document.Dialect} only.
 *
 * <p>Start with {@link dev.nephele.wire.document.DocumentReader}. Rules of AWS's servers kept here: unknown members are
 * skipped, of duplicate members the last one counts, null is the same as absent in structures and stays null in lists
 * and maps, numbers are not text. Depth, number length and body size are bounded. Uses the model, the wire's base types
 * and scalars.
 */
@NullMarked
package dev.nephele.wire.document;

import org.jspecify.annotations.NullMarked;
