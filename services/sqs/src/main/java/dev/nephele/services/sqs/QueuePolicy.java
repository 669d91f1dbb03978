package dev.nephele.services.sqs;

import dev.nephele.model.ServiceException;
import dev.nephele.model.sqs.InvalidAttributeValue;
import dev.nephele.policy.grammar.Principals;
import dev.nephele.policy.grammar.ResourceGrammar;

/** The policy of a queue, checked when it is set. */
final class QueuePolicy {
    private QueuePolicy() {}

    /** @throws ServiceException {@code InvalidAttributeValue}, {@code OverLimit} */
    static void check(String document) {
        ResourceGrammar.queue(document, Principals.ALL).ifPresent(violation -> {
            throw violation.code().equals("InvalidAttributeValue")
                    ? new InvalidAttributeValue(violation.message())
                    : ServiceException.of(violation.code(), 400, violation.message());
        });
    }
}
