/**
 * The state of the cloud: ordered rows with serializable transactions, durable when acknowledged.
 *
 * <p>Start with {@link dev.nephele.storage.Store}: {@code transact} runs a pure function over a
 * {@link dev.nephele.storage.Transaction} and answers when the commit is on disk; {@code read} and {@code view} are
 * consistent reads. What a call does is held against what its decision read ({@link dev.nephele.storage.NotedView}).
 * Services never touch bytes: they declare typed {@linkplain dev.nephele.storage.table.Rows tables}.
 *
 * <ul>
 *   <li>{@code table}: keys, values and typed tables
 *   <li>{@code engine}: the ordered key-value engines underneath (RocksDB, MVStore)
 *   <li>{@code commit}: the embedded store: group commit, conflict check, row cache
 *   <li>{@code postgres}: the same contract over PostgreSQL, for several nodes
 *   <li>{@code blob}: payloads, small ones in the group commit, large ones in files
 *   <li>{@code timer}, {@code time}: durable timers and the durable virtual clock
 *   <li>{@code directory}: the data directory, its lock and format, snapshots
 * </ul>
 *
 * <p>The room uses the kernel, {@code model.Blob} and {@code model.Body}. Invariants: what was acknowledged survives
 * kill -9; a view never changes; what a transaction read is still true when it commits; after a failed disk write
 * nothing more is accepted until the store is opened again.
 */
@NullMarked
package dev.nephele.storage;

import org.jspecify.annotations.NullMarked;
