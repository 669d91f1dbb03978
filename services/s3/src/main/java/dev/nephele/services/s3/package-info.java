/**
 * Amazon S3: buckets and their settings, objects and their versions, listing, and uploads in parts.
 *
 * <p>{@link dev.nephele.services.s3.S3} puts it together. Each noun of the manifest has a class here that holds behaviour
 * and authorization rule of its operations side by side; {@code Rules} makes their requirements. {@code Versions} is the
 * only place that writes versions, {@code Intake} the only one that takes content in.
 *
 * <p>Invariants: content is streamed, whatever its size; an object and its bytes appear in one transaction; a caller who
 * may not list a bucket cannot learn from an answer whether a key exists; a policy that is public counts for nobody
 * outside the account while the bucket restricts public access. What is not served (encryption other than SSE-S3,
 * object lock, ACLs beyond the owner's) is refused in AWS's form, never ignored.
 */
@NullMarked
package dev.nephele.services.s3;

import org.jspecify.annotations.NullMarked;
