/**
 * What happened: decisions, outcomes and events, in a bounded log.
 *
 * <p>{@link dev.nephele.gateway.record.Recorder} takes every completed call and stores it in batches;
 * {@link dev.nephele.gateway.record.RecordLog} is the log in the store, and
 * {@link dev.nephele.gateway.record.Event} what its listeners hear.
 *
 * <p>Invariants: a decision can be read as soon as its call is answered, from memory or from the log; a write's decision is
 * committed with the write; of reads and refusals at most the last second is lost by a crash; the log never exceeds its
 * bound by more than one batch; a store that fails loses events and says so in the log, but never an answer. The package
 * uses the kernel and storage.
 */
@NullMarked
package dev.nephele.gateway.record;

import org.jspecify.annotations.NullMarked;
