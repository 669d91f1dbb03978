package dev.nephele.services.sqs;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.ResourcePolicy;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the queue of a request, and says what it needs to be allowed (Service Authorization Reference, Amazon SQS). */
final class Rules {
    private Rules() {}

    /** @throws dev.nephele.model.ServiceException {@code QueueDoesNotExist}, {@code MissingParameter} */
    static QueueName name(@Nullable String queueUrl, Call call) {
        if (queueUrl == null || queueUrl.isEmpty()) {
            throw Problems.missing("QueueUrl");
        }
        return QueueName.parse(queueUrl, call).orElseThrow(Problems::noSuchQueue);
    }

    static Optional<Queue> find(View view, QueueName name) {
        return Tables.QUEUES.in(name.account(), name.region()).find(view, name.name());
    }

    /** @throws dev.nephele.model.ServiceException {@code QueueDoesNotExist} */
    static Queue require(View view, QueueName name) {
        return find(view, name).orElseThrow(Problems::noSuchQueue);
    }

    static List<Requirement> on(String action, @Nullable String queueUrl, Undecided call) {
        return on(action, name(queueUrl, call), call).only();
    }

    /** One that does not exist is decided on its ARN alone. */
    static Requirement.Builder on(String action, QueueName name, Undecided call) {
        Optional<Queue> queue = find(call.view(), name);
        Requirement.Builder requirement = Requirement.of("sqs:" + action, name.arn(), name.account())
                .policy(queue.flatMap(found -> found.attributes().policy()).map(ResourcePolicy::ordinary));
        queue.ifPresent(found -> requirement.resourceTags(found.tags()));
        return requirement;
    }
}
