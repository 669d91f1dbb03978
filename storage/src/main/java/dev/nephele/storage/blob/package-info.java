/**
 * Payloads: object bodies, messages too large for a row, generated files.
 *
 * <p>{@link dev.nephele.storage.blob.Blobs} stages a stream of any length under a new id, publishes it in the
 * transaction whose rows name it, and deletes it likewise. A payload up to 32 KiB travels with that transaction as a row;
 * a larger one is written before it, to a file ({@code FileSpace}) or, where there are no files to share, to rows of its
 * own ({@code RowSpace}).
 *
 * <p>Invariants: a published payload is durable, complete and never changes; its bytes stay for a while after it was
 * deleted, so that readers finish; what was staged and never published is swept; nothing holds a whole large payload in
 * memory.
 */
@NullMarked
package dev.nephele.storage.blob;

import org.jspecify.annotations.NullMarked;
