package dev.nephele.servicekit.outbox;

import dev.nephele.model.Structure;
import dev.nephele.storage.Transaction;
import java.time.Duration;
import java.util.Optional;

/**
 * What a service says of the letters of a channel. All but {@link #again} is part of the transaction that removes the
 * letter, and pure, like every transaction function.
 */
public interface Terms<I extends Structure, O extends Structure> {
    /** How long to wait before the next attempt, on the virtual clock; empty to give up. */
    Optional<Duration> again(Letter<I> letter, Attempt attempt);

    /** The called service has answered. */
    default void answered(Transaction transaction, Letter<I> letter, O output) {}

    /** The letter will not be delivered. */
    void givenUp(Transaction transaction, Letter<I> letter, Attempt last);
}
