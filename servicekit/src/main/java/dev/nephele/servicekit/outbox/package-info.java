/**
 * Calls from one service to another that are part of a commit and made after it.
 *
 * <p>A service {@linkplain dev.nephele.servicekit.outbox.Outbox#open opens} a
 * {@link dev.nephele.servicekit.outbox.Channel} for each operation that it calls in this way, on
 * {@link dev.nephele.servicekit.outbox.Terms}: how long to wait after a refusal, and what becomes of a letter that is
 * answered or given up. In a transaction it sends a {@link dev.nephele.servicekit.outbox.Letter}, which is the input of
 * the call and the service principal that makes it. The call goes through rule, decision and record like any other.
 *
 * <p>Invariants: a letter is sent if and only if its transaction commits; it is delivered at least once, always with the
 * same id and input, until it is answered or given up, and that is one commit with what the terms make of it; letters of
 * one group are delivered one after the other, in the order of their commits; others in any order, beside each other. On a
 * store that several nodes share, one of them delivers each as a rule. Letters that wait are timers, so they outlive the
 * process, keep the virtual clock, and are delivered before a move of the clock answers.
 */
@NullMarked
package dev.nephele.servicekit.outbox;

import org.jspecify.annotations.NullMarked;
