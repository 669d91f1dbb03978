package dev.nephele.services.sqs;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.sqs.SqsService;
import dev.nephele.storage.Store;

/** Amazon Simple Queue Service. */
public final class Sqs {
    private final SqsQueues queues;
    private final SqsQueueTags tags;
    private final SqsMessages messages;

    public Sqs(Store store, Clock clock, Ids ids, PolicyPrincipals principals) {
        Bell bell = new Bell();
        this.queues = new SqsQueues(store, ids, new QueuePolicies(principals));
        this.tags = new SqsQueueTags(store);
        this.messages = new SqsMessages(new Sending(store, ids, bell), new Receiving(store, clock, bell), store, clock);
    }

    /** What the gateway serves. */
    public ServiceModel.Served served() {
        return new SqsService(queues, tags, messages).served();
    }
}
