/**
 * The ordered key-value engines under the embedded store.
 *
 * <p>{@link dev.nephele.storage.engine.Engine} is all the store asks of one: atomic batches, synced or not, consistent
 * snapshots, a checkpoint. {@link dev.nephele.storage.engine.RocksEngine} is the default,
 * {@link dev.nephele.storage.engine.MvEngine} needs no native library and can live in memory. Transactions, conflicts
 * and caching are not known here.
 *
 * <p>Invariants: one thread writes at a time (the store's committer), any number read. A batch is applied whole or not
 * at all, also by a crash. A synced write makes all earlier writes durable too. RocksDB's log is read by
 * {@code WriteAheadLog} before RocksDB reads it, and has its space set aside by {@code LogSpace}.
 */
@NullMarked
package dev.nephele.storage.engine;

import org.jspecify.annotations.NullMarked;
