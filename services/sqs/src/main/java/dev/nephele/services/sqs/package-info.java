/**
 * Amazon SQS: standard and FIFO queues, durable, on the virtual clock.
 *
 * <p>A queue is one row ({@link dev.nephele.services.sqs.Queue}); each message is one row and one entry in the index of
 * what can be received or of what is hidden until later. Beside the tables there are hints only: the bell that wakes long
 * polls, and the {@link dev.nephele.services.sqs.Head} of each queue, from which receivers take candidates. So any number
 * of nodes may serve one queue, and a killed process forgets nothing. Visibility, delay, retention and deduplication are
 * compared with the clock when somebody asks; nothing has to tick for them.
 *
 * <p>A receiver claims its candidates in a transaction that reads only their rows, so that receivers of one queue do not
 * stand in each other's way. {@link dev.nephele.services.sqs.Change} says what must be true between the rows.
 *
 * <p>Invariants: the counts of a queue are those of its rows; a message of a FIFO group is handed out only
 * when none of its group is in flight; what the service needs of others it asks through {@code ServiceCalls}. Start with
 * {@link dev.nephele.services.sqs.Sqs}, which joins the groups of operations.
 */
@NullMarked
package dev.nephele.services.sqs;

import org.jspecify.annotations.NullMarked;
