package dev.nephele.servicekit.outbox;

import dev.nephele.kernel.ServiceCalls;
import dev.nephele.model.Structure;
import java.util.Optional;

/**
 * A call to be made after a commit.
 *
 * @param id the same over all attempts; whoever receives the call twice can know it by this, if the input carries it
 * @param input of the operation; a payload must be in memory
 * @param as the service that calls, for whom and where
 * @param group letters of one group are delivered in order, each after the one before is answered or given up
 */
public record Letter<I extends Structure>(String id, I input, ServiceCalls.As.Service as, Optional<String> group) {
    /** The same letter, in order with others of a group. */
    public Letter<I> inGroup(String name) {
        return new Letter<>(id, input, as, Optional.of(name));
    }
}
