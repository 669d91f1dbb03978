package dev.nephele.services.sns;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.sns.*;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.page.Pages;
import dev.nephele.storage.Store;
import dev.nephele.storage.table.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Topics themselves and their attributes. */
final class SnsTopics implements Topics {
    private static final int PAGE = 100;

    private final Store store;
    private final TopicPolicies policies;
    private final Pages pages;

    SnsTopics(Store store, TopicPolicies policies, Pages pages) {
        this.store = store;
        this.policies = policies;
        this.pages = pages;
    }

    /** A topic that is there already is answered if it is as the request wants it. */
    @Override
    public CreateTopicResponse createTopic(CreateTopicInput request, Call call) {
        Map<String, String> given = request.attributes() == null ? Map.of() : request.attributes();
        TopicName name = new TopicName(call.account(), call.region(), request.name());
        if (!name.isValid("true".equals(given.get(TopicAttributes.FIFO)))) {
            throw Problems.invalid("Topic Name");
        }
        Map<String, String> tags =
                SnsTopicTags.RULES.checked(request.tags() == null ? List.of() : request.tags(), Tag::key, Tag::value);
        Optional<String> protection = SnsDataProtection.checked(request.dataProtectionPolicy(), "DataProtectionPolicy");
        store.update(call, transaction -> {
            TopicAttributes attributes = TopicAttributes.NONE.with(
                    policies.pinned(transaction, given), name, true, attribute -> "Attributes Reason: " + attribute);
            Rows<String, Topic> topics = Topic.TABLE.in(call);
            Optional<Topic> there = topics.find(transaction, name.name());
            if (there.isPresent()) {
                requireSame(there.get(), attributes, given, tags);
                return;
            }
            topics.put(transaction, name.name(), new Topic(attributes, tags, protection, call.instant()));
        });
        return new CreateTopicResponse(name.arn().toString());
    }

    private static void requireSame(
            Topic there, TopicAttributes wanted, Map<String, String> given, Map<String, String> tags) {
        for (String attribute : given.keySet()) {
            if (!there.attributes().same(wanted, attribute)) {
                throw Problems.invalid("Attributes Reason: Topic already exists with different attributes");
            }
        }
        if (!tags.isEmpty() && !tags.equals(there.tags())) {
            throw Problems.invalid("Tags Reason: Topic already exists with different tags");
        }
    }

    /** Tags and a data protection policy need the actions that set them too. */
    @Override
    public List<Requirement> createTopicRule(CreateTopicInput request, Undecided call) {
        TopicName name = new TopicName(call.account(), call.region(), request.name());
        Map<String, String> tags = new TreeMap<>();
        if (request.tags() != null) {
            request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        }
        List<Requirement> needed = new ArrayList<>();
        needed.add(Rules.ON.on("sns:CreateTopic", name, call).newTags(tags).build());
        if (!tags.isEmpty()) {
            needed.add(Rules.ON.on("sns:TagResource", name, call).newTags(tags).build());
        }
        if (request.dataProtectionPolicy() != null) {
            needed.add(Rules.ON.on("sns:PutDataProtectionPolicy", name, call).build());
        }
        return needed;
    }

    /** Deleting what is not there is no error. */
    @Override
    public DeleteTopicResponse deleteTopic(DeleteTopicInput request, Call call) {
        TopicName name = TopicName.of(request.topicArn(), "TopicArn", call);
        store.update(
                call,
                transaction -> Topic.TABLE.in(name.account(), name.region()).delete(transaction, name.name()));
        return DeleteTopicResponse.EMPTY;
    }

    @Override
    public GetTopicAttributesResponse getTopicAttributes(GetTopicAttributesInput request, Call call) {
        TopicName name = TopicName.of(request.topicArn(), "TopicArn", call);
        return new GetTopicAttributesResponse(store.read(
                call,
                view -> policies.shown(
                        view, Rules.require(view, name).attributes().shown(name))));
    }

    @Override
    public SetTopicAttributesResponse setTopicAttributes(SetTopicAttributesInput request, Call call) {
        TopicName name = TopicName.of(request.topicArn(), "TopicArn", call);
        String attribute = request.attributeName();
        String value = request.attributeValue() == null ? "" : request.attributeValue();
        store.update(call, transaction -> {
            Topic topic = Rules.require(transaction, name);
            TopicAttributes changed = topic.attributes()
                    .with(policies.pinned(transaction, Map.of(attribute, value)), name, false, bad -> bad);
            Topic.TABLE.in(name.account(), name.region()).put(transaction, name.name(), topic.withAttributes(changed));
        });
        return SetTopicAttributesResponse.EMPTY;
    }

    @Override
    public ListTopicsResponse listTopics(ListTopicsInput request, Call call) {
        Page<String> page = store.read(
                call,
                view -> pages.of("ListTopics", call)
                        .page(request.nextToken(), PAGE)
                        .keys(view, Topic.TABLE.in(call).scan()));
        return new ListTopicsResponse(
                page.items().stream()
                        .map(name -> new dev.nephele.model.sns.Topic(new TopicName(call.account(), call.region(), name)
                                .arn()
                                .toString()))
                        .toList(),
                page.next());
    }
}
