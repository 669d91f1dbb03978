/**
 * Payloads: object bodies, messages too large for a row, generated files.
 *
 * <p>{@link dev.nephele.storage.blob.Blobs} stages a stream of any length under a new id, publishes it in the
 * transaction whose rows name it, and deletes it likewise. A payload up to 32 KiB (4 KiB of a cloud in memory) travels
 * with that transaction as a row; a larger one is written before it, to a file ({@code FileSpace}) or, where there are no
 * files to share, to rows of its own ({@code RowSpace}). {@code Sweep} frees what belongs to nobody.
 *
 * <p>Invariants: a published payload is durable, complete and never changes; a reader that has begun reads to the end,
 * whoever deletes the payload ({@code Leases}); what was staged is published, or freed as soon as it is certain that it
 * will not be, and nothing is freed before that is certain; nothing holds a whole large payload in memory; bytes that do
 * not fit their checksum ({@code Sums}) are never given out.
 */
@NullMarked
package dev.nephele.storage.blob;

import org.jspecify.annotations.NullMarked;
