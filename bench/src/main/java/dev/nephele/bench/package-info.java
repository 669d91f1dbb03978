/**
 * Measures a running Nephele as its clients meet it, and prints one table.
 *
 * <p>{@code ./nephele bench} runs {@link dev.nephele.bench.Main}: decisions a second inside the policy room, then
 * requests a second over real sockets with everything on (signatures, decisions, events, synced commits), then the time
 * from start to the first authorized answer and the memory of an idle server. Requests are signed before the clock
 * starts, so that the load generator costs as little as it can on the two processors it shares with the server.
 *
 * <p>Everything targets 127.0.0.1 and ends by itself: each load has a bounded time, and the server under test is a child
 * process that is ended by its process handle. Start with {@link dev.nephele.bench.Load}.
 */
@NullMarked
package dev.nephele.bench;

import org.jspecify.annotations.NullMarked;
