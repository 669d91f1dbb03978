/**
 * What S3 keeps: buckets, the current version of every key, older versions, and uploads that are not completed.
 *
 * <p>{@link dev.nephele.services.s3.state.Tables} lists the tables. A key has its newest version in one table, which is all
 * that buckets without versioning ever use; when versioning is on, a version that is replaced moves to another. The
 * bytes are payloads of storage: a {@link dev.nephele.services.s3.state.Segment} names one, and an object that was
 * uploaded in parts has several.
 *
 * <p>Invariants: bucket names are unique over all accounts; a payload belongs to exactly one version or part; a bucket
 * that is deleted has neither versions nor uploads. The rows know their own form; what they mean is in the package
 * above.
 */
@NullMarked
package dev.nephele.services.s3.state;

import org.jspecify.annotations.NullMarked;
