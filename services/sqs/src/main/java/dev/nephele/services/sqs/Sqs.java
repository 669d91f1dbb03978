package dev.nephele.services.sqs;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.sqs.Messages;
import dev.nephele.model.sqs.SqsService;
import dev.nephele.servicekit.page.Pages;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.services.sqs.message.Contents;
import dev.nephele.services.sqs.queue.Problems;
import dev.nephele.services.sqs.queue.Rules;
import dev.nephele.storage.Store;
import dev.nephele.storage.timer.Timers;
import java.util.Set;

/** Amazon Simple Queue Service. */
public final class Sqs {
    /** What SQS checks itself before its model does, with texts of its own: members as {@code service:Operation.Member}. */
    public static final Set<String> SELF_VALIDATING = Set.of(
            "sqs:ChangeMessageVisibilityBatch.Entries",
            "sqs:DeleteMessageBatch.Entries",
            "sqs:SendMessageBatch.Entries");

    /**
     * How many messages of a queue may be in flight (SQS Developer Guide, "Amazon SQS standard queue quotas" and "Amazon
     * SQS FIFO queue quotas", 2026-03).
     */
    static final int MOST_IN_FLIGHT = 120_000;

    private final SqsQueues queues;
    private final SqsQueueTags tags;
    private final Messages messages;

    public Sqs(Store store, Clock clock, Ids ids, CloudKey key, PolicyPrincipals principals, Timers timers) {
        this(store, clock, ids, key, principals, timers, MOST_IN_FLIGHT);
    }

    /** An SQS with a limit of its own. */
    Sqs(Store store, Clock clock, Ids ids, CloudKey key, PolicyPrincipals principals, Timers timers, int mostInFlight) {
        Contents contents = new Contents(store, clock, ids, timers, mostInFlight);
        this.messages = contents.operations();
        Pages pages = new Pages(key, "sqs", token -> Problems.invalidValue("Invalid or expired next token."));
        this.queues = new SqsQueues(store, ids, new QueuePolicies(principals), contents, pages);
        this.tags = new SqsQueueTags(store);
    }

    /** What the gateway serves. */
    public ServiceModel.Served served() {
        return new SqsService(Rules.ON, queues, tags, messages).served();
    }
}
