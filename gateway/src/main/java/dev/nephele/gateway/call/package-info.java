/**
 * One call while it is being answered.
 *
 * <p>{@link dev.nephele.gateway.call.ActiveCall} is what services see as {@link dev.nephele.kernel.Call}: who calls, from
 * where, at which instant, over which view of the state. The pipeline fills it step by step and closes it at the end,
 * which gives the view back.
 *
 * <p>Invariants: the instant of a call is read once and never changes; its view is opened when first asked for; what was
 * decided is there as evidence before a service may commit. A call belongs to one thread. This package uses the kernel,
 * storage, and the record's types.
 */
@NullMarked
package dev.nephele.gateway.call;

import org.jspecify.annotations.NullMarked;
