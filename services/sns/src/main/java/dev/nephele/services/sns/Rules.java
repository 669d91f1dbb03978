package dev.nephele.services.sns;

import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.ResourcePolicy;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.model.sns.SnsResources;
import java.util.Optional;

/** Finds the topic of a request, and says what rules know of it (Service Authorization Reference, Amazon SNS). */
final class Rules implements SnsResources {
    static final Rules ON = new Rules();

    private Rules() {}

    static Optional<Topic> find(View view, TopicName name) {
        return Topic.TABLE.in(name.account(), name.region()).find(view, name.name());
    }

    /** @throws dev.nephele.model.ServiceException {@code NotFound} */
    static Topic require(View view, TopicName name) {
        return find(view, name).orElseThrow(Problems::noSuchTopic);
    }

    @Override
    public Requirement.Builder topic(String action, String topicArn, Undecided call) {
        return on(action, TopicName.of(topicArn, "TopicArn", call), call);
    }

    @Override
    public Requirement.Builder resource(String action, String resourceArn, Undecided call) {
        return on(action, TopicName.of(resourceArn, "ResourceArn", call), call);
    }

    /** A topic that does not exist is decided on its ARN alone. */
    Requirement.Builder on(String action, TopicName name, Undecided call) {
        Optional<Topic> topic = find(call.view(), name);
        Requirement.Builder requirement = Requirement.of(action, name.arn(), name.account())
                .policy(topic.map(
                        found -> ResourcePolicy.ordinary(found.attributes().policy(name))));
        topic.ifPresent(found -> requirement.resourceTags(found.tags()));
        return requirement;
    }
}
