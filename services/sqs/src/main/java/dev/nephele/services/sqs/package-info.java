/**
 * Amazon SQS: standard and FIFO queues, durable, on the virtual clock.
 *
 * <p>A queue is one row ({@link dev.nephele.services.sqs.Queue}); each message is one row and one entry in the index of
 * what becomes visible when. There is no state outside the tables but the bell that wakes long polls, so any number of
 * nodes may serve one queue and a killed process forgets nothing. Visibility, delay, retention and deduplication are
 * compared with the clock when rows are read; nothing has to tick for them.
 *
 * <p>Receivers look for candidates in a view that takes no locks, and claim them one by one in a transaction that reads
 * only the rows it claims, so that receivers of one queue do not stand in each other's way. In FIFO queues the claim
 * takes the candidates of a group in order, and none behind one that another node has taken meanwhile.
 *
 * <p>Invariants: a message row exists exactly as long as its index entry; a message of a FIFO group is handed out only
 * when none of its group is in flight; what the service needs of others it asks through {@code ServiceCalls}. Start with
 * {@link dev.nephele.services.sqs.Sqs}, which joins the groups of operations.
 */
@NullMarked
package dev.nephele.services.sqs;

import org.jspecify.annotations.NullMarked;
