/**
 * One call while it is being answered.
 *
 * <p>{@link dev.nephele.gateway.call.ActiveCall} is what rules see as {@link dev.nephele.kernel.Undecided} and operations
 * as {@link dev.nephele.kernel.Call}: who calls, from where, at which instant, and for rules over which view of the
 * state. The pipeline fills it step by step and closes it at the end, which gives the view back.
 *
 * <p>Invariants: the instant of a call is read once and never changes; its view is opened when first asked for, and notes
 * what rule and decision read; nothing is read or written for a call before it is decided; its first commit carries the
 * decision, and is decided again if what the decision rests on has changed. A call belongs to one thread. This package uses the kernel,
 * storage, the model, and the record's types.
 */
@NullMarked
package dev.nephele.gateway.call;

import org.jspecify.annotations.NullMarked;
