package dev.nephele.services.sns;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.sns.SnsService;
import dev.nephele.servicekit.page.Pages;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.storage.Store;

/** Amazon Simple Notification Service. */
public final class Sns {
    private final SnsTopics topics;
    private final SnsTopicTags tags;
    private final SnsDataProtection dataProtection;

    public Sns(Store store, CloudKey key, PolicyPrincipals principals) {
        Pages pages = new Pages(key, "sns", token -> Problems.invalid("NextToken"));
        this.topics = new SnsTopics(store, new TopicPolicies(principals), pages);
        this.tags = new SnsTopicTags(store);
        this.dataProtection = new SnsDataProtection(store);
    }

    /** What the gateway serves. */
    public ServiceModel.Served served() {
        return new SnsService(Rules.ON, topics, tags, dataProtection).served();
    }
}
