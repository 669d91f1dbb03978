/**
 * What requests to S3 may say of buckets and objects: names, and the headers that objects keep.
 *
 * <p>It may use the model of S3 and the errors of {@code answer}; it sees no state. Start with
 * {@link dev.nephele.services.s3.request.StoredHeaders}.
 *
 * <p>Invariants: what is refused here is refused before anything is looked up; what is kept is as the client wrote it.
 */
@NullMarked
package dev.nephele.services.s3.request;

import org.jspecify.annotations.NullMarked;
