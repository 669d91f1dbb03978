/**
 * Messages: what they are, their way through a queue, and their operations.
 *
 * <p>Each message is one row and one entry in the index of what can be received or of what is hidden until later. Beside
 * the tables there are hints only: the {@link dev.nephele.services.sqs.message.Bell} that wakes long polls, and the
 * {@link dev.nephele.services.sqs.message.Head} of each queue, from which receivers take candidates. So any number of
 * nodes may serve one queue, and a killed process forgets nothing.
 *
 * <p>A receiver claims its candidates in a transaction that reads only their rows, so that receivers of one queue do not
 * stand in each other's way. {@link dev.nephele.services.sqs.message.Change} says what must be true between the rows;
 * docs/decisions/009 says why they are cut so. Start with {@link dev.nephele.services.sqs.message.Contents}, which puts
 * the room together, and {@link dev.nephele.services.sqs.message.Receiving}.
 *
 * <p>Invariants: the counts of a queue are those of its rows; a message of a FIFO group is handed out only when none of
 * its group is in flight. This package knows queues, and queues do not know it.
 */
@NullMarked
package dev.nephele.services.sqs.message;

import org.jspecify.annotations.NullMarked;
