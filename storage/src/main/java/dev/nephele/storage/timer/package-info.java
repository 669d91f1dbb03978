/**
 * Timers that outlive the process and fire in order on the virtual clock.
 *
 * <p>{@link dev.nephele.storage.timer.Timers} is where services register what a kind of timer does and, inside their
 * transactions, set and cancel timers. It fires what is due within one second of wall time, and when the clock is moved,
 * everything due until the new time before {@code settle} returns. {@link dev.nephele.storage.timer.Loop} is the root of
 * every thread that does something again and again in the background.
 *
 * <p>A walk over what is due fires handlers a {@link dev.nephele.storage.timer.Batch} to a transaction, and begins effects
 * and errands, each on a thread of its own.
 *
 * <p>Invariants: a timer fires after the transaction that set it has committed, never earlier than due; handlers fire, and
 * effects begin, in order of their due time; a transactional handler's work and the removal of its timer are one commit,
 * which it may share with others; a timer that fails keeps none from firing, nor undoes what they did.
 */
@NullMarked
package dev.nephele.storage.timer;

import org.jspecify.annotations.NullMarked;
