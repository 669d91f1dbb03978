/**
 * What a queue is: its name and place, its attributes and what they may be, and where its dead letters go.
 *
 * <p>A queue is one row ({@link dev.nephele.services.sqs.queue.Queue}). {@link dev.nephele.services.sqs.queue.Rules} finds
 * the queue of a request and says what the request needs to be allowed; {@link
 * dev.nephele.services.sqs.queue.Problems} has the errors that all of SQS shares. Start with {@link
 * dev.nephele.services.sqs.queue.QueueAttributes}, which holds a request against AWS's limits.
 *
 * <p>Invariants: attributes are kept as the strings that AWS shows, checked before they are stored; a queue that is made
 * again under an old name has another id, so that nothing of the old one is ever found in it.
 */
@NullMarked
package dev.nephele.services.sqs.queue;

import org.jspecify.annotations.NullMarked;
