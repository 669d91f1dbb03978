package dev.nephele.gateway.pipeline;

import dev.nephele.gateway.call.ActiveCall;
import dev.nephele.kernel.Requirement;
import dev.nephele.model.ServiceException;
import dev.nephele.wire.Answer;
import java.util.List;

/** Decides what a call needs to be allowed. */
@FunctionalInterface
public interface Decider {
    /**
     * Decides every pair and tells the call.
     *
     * @throws ServiceException the denial, in the words of the service that answers
     */
    void decide(ActiveCall call, List<Requirement> requirements, Answer answer);
}
