package dev.nephele.services.sqs;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.sqs.SqsService;
import dev.nephele.services.sqs.message.Contents;
import dev.nephele.storage.Store;

/** Amazon Simple Queue Service. */
public final class Sqs {
    private final SqsQueues queues;
    private final SqsQueueTags tags;
    private final Contents contents;

    public Sqs(Store store, Clock clock, Ids ids, PolicyPrincipals principals) {
        this.contents = new Contents(store, clock, ids);
        this.queues = new SqsQueues(store, ids, new QueuePolicies(principals), contents);
        this.tags = new SqsQueueTags(store);
    }

    /** What the gateway serves. */
    public ServiceModel.Served served() {
        return new SqsService(queues, tags, contents.operations()).served();
    }
}
