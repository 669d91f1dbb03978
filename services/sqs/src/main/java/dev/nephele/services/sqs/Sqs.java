package dev.nephele.services.sqs;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.sqs.SqsService;
import dev.nephele.storage.Store;

/** Amazon Simple Queue Service. */
public final class Sqs {
    /** Characters by which processes over one store differ. */
    private static final int PROCESS = 8;

    private final SqsQueues queues;
    private final SqsQueueTags tags;
    private final SqsMessages messages;

    public Sqs(Store store, Clock clock, Ids ids, PolicyPrincipals principals) {
        Bell bell = new Bell();
        Changes changes =
                new Changes(store, bell, ids.text(PROCESS, "0123456789abcdef").hashCode());
        this.queues = new SqsQueues(store, ids, new QueuePolicies(principals), changes);
        this.tags = new SqsQueueTags(store);
        this.messages = new SqsMessages(
                new Sending(changes, ids), new Receiving(store, clock, bell, changes), changes, store, clock);
    }

    /** What the gateway serves. */
    public ServiceModel.Served served() {
        return new SqsService(queues, tags, messages).served();
    }
}
