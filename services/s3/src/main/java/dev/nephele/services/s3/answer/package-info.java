/**
 * What S3 answers with: errors in its words, continuation tokens, and answers that are filled by the names of their
 * members.
 *
 * <p>It may use the model of S3 and the rows of {@code state}, and knows nothing of operations. Start with
 * {@link dev.nephele.services.s3.answer.Problems}.
 *
 * <p>Invariants: an error carries the elements that AWS puts into it; a member that a shape does not have is not an error
 * when an answer is filled, since several shapes share the same code.
 */
@NullMarked
package dev.nephele.services.s3.answer;

import org.jspecify.annotations.NullMarked;
