/**
 * Measures a running Nephele as its clients meet it, and prints one table: what, the figure, its target, a peer's figure,
 * and how many times as good as the peer's ours is.
 *
 * <p>{@code ./nephele bench} runs {@link dev.nephele.bench.Main}: decisions a second inside the policy room, the time
 * from start to the first authorized answer and the memory of an idle server, requests a second over real sockets with
 * everything on (signatures, decisions, events, synced commits), and the memory a minute after. Requests are signed
 * before the clock starts, so that the load generator costs as little as it can on the processors it shares with the
 * server. What is measured and promised is listed in {@link dev.nephele.bench.Promise}.
 *
 * <p>SQS is measured beside ElasticMQ, loaded in the same run by the same requests; it is no dependency of the project
 * ({@code bench/peer/pom.xml} names it). Everything else is held against the figures that were {@linkplain
 * dev.nephele.bench.Landed landed} last, after the {@linkplain dev.nephele.bench.Machine machine} was measured without
 * our code.
 *
 * <p>{@code --great} measures {@link dev.nephele.bench.GreatNumbers} instead: how much slower a cloud is that holds very
 * much.
 *
 * <p>Everything targets 127.0.0.1 and ends by itself: each load has a bounded time, and the servers under test are ended
 * by the processes that were started. Start with {@link dev.nephele.bench.Load}.
 */
@NullMarked
package dev.nephele.bench;

import org.jspecify.annotations.NullMarked;
