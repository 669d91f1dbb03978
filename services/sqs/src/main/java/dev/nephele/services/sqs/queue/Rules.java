package dev.nephele.services.sqs.queue;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.ResourcePolicy;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.model.sqs.SqsResources;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the queue of a request, and says what it needs to be allowed (Service Authorization Reference, Amazon SQS). */
public final class Rules implements SqsResources {
    public static final Rules ON = new Rules();

    /** "Cross-account permissions don't apply to the following actions" (SQS API Reference, AddPermission and others). */
    private static final Set<String> OWNERS = Set.of(
            "sqs:AddPermission",
            "sqs:CancelMessageMoveTask",
            "sqs:CreateQueue",
            "sqs:DeleteQueue",
            "sqs:ListMessageMoveTasks",
            "sqs:ListQueues",
            "sqs:ListQueueTags",
            "sqs:RemovePermission",
            "sqs:SetQueueAttributes",
            "sqs:StartMessageMoveTask",
            "sqs:TagQueue",
            "sqs:UntagQueue");

    private Rules() {}

    /** @throws dev.nephele.model.ServiceException {@code QueueDoesNotExist}, {@code MissingParameter} */
    public static QueueName name(@Nullable String queueUrl, Call call) {
        if (queueUrl == null || queueUrl.isEmpty()) {
            throw Problems.missing("QueueUrl");
        }
        return QueueName.parse(queueUrl, call).orElseThrow(Problems::noSuchQueue);
    }

    public static Optional<Queue> find(View view, QueueName name) {
        return Queue.TABLE.in(name.account(), name.region()).find(view, name.name());
    }

    /** @throws dev.nephele.model.ServiceException {@code QueueDoesNotExist} */
    public static Queue require(View view, QueueName name) {
        return find(view, name).orElseThrow(Problems::noSuchQueue);
    }

    @Override
    public Requirement.Builder queue(String action, String queueUrl, Undecided call) {
        return on(action, name(queueUrl, call), call);
    }

    /**
     * One that does not exist is decided on its ARN alone. What only the owner's account may be allowed is decided without
     * the queue's policy for others, to whom so nothing gives the permission.
     */
    public static Requirement.Builder on(String action, QueueName name, Undecided call) {
        Optional<Queue> queue = find(call.view(), name);
        boolean shared = !OWNERS.contains(action)
                || call.caller()
                        .principal()
                        .account()
                        .filter(name.account()::equals)
                        .isPresent();
        Requirement.Builder requirement = Requirement.of(action, name.arn(), name.account())
                .policy(queue.filter(found -> shared)
                        .flatMap(found -> found.attributes().policy())
                        .map(ResourcePolicy::ordinary));
        queue.ifPresent(found -> requirement.resourceTags(found.tags()));
        return requirement;
    }
}
