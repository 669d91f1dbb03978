/**
 * {@code nephele policy evaluate}: questions to the policy room, one JSON object a line, answered in order without a
 * cloud.
 *
 * <p>{@link dev.nephele.app.evaluate.LineReader} cuts the input into lines without copying, a {@code Cursor} reads a
 * line in place, and policy documents are looked up by their bytes, so that a document seen before is neither parsed nor
 * compiled again. A bad line is answered with an error and the next one is read.
 *
 * <p>This package may use the policy room and the kernel. Everything read is bounded: a line, the nesting, the documents
 * that are kept. One thread does it all; what it prints stands in the order of the questions.
 */
@NullMarked
package dev.nephele.app.evaluate;

import org.jspecify.annotations.NullMarked;
