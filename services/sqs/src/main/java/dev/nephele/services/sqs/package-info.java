/**
 * Amazon SQS: standard and FIFO queues, durable, on the virtual clock.
 *
 * <p>{@link dev.nephele.services.sqs.Sqs} joins the groups of operations. Those of queues and their tags are here; what a
 * queue is says the package {@code queue}, and what becomes of messages the package {@code message}, with the operations
 * of messages.
 *
 * <p>Visibility, delay, retention and deduplication are compared with the clock when somebody asks; what nobody asks for
 * is freed by timers.
 *
 * <p>Invariants: a killed process forgets nothing; what the service needs of others it asks through {@code ServiceCalls}.
 */
@NullMarked
package dev.nephele.services.sqs;

import org.jspecify.annotations.NullMarked;
