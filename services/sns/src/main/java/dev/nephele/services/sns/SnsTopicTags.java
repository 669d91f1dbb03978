package dev.nephele.services.sns;

import dev.nephele.kernel.Call;
import dev.nephele.model.sns.*;
import dev.nephele.servicekit.tag.TagRules;
import dev.nephele.storage.Store;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The tags of topics. */
final class SnsTopicTags implements TopicTags {
    static final int MOST = 50;

    static final TagRules RULES = TagRules.builder()
            .most(MOST, SnsTopicTags::tooMany)
            .reserved(
                    TagRules.Letters.ANY_CASE,
                    (key, value) -> Problems.invalid("Tags Reason: Tag keys beginning with aws: are reserved"))
            .distinct(
                    TagRules.Letters.EXACT,
                    (key, value) -> Problems.invalid("Tags Reason: Duplicated keys are not" + " allowed."))
            .build();

    private final Store store;

    SnsTopicTags(Store store) {
        this.store = store;
    }

    private static RuntimeException tooMany() {
        return new TagLimitExceededException("Could not complete request: tag quota of per resource exceeded");
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request, Call call) {
        Map<String, String> added = RULES.checked(request.tags(), Tag::key, Tag::value);
        change(request.resourceArn(), call, tags -> {
            Map<String, String> all = new TreeMap<>(tags);
            all.putAll(added);
            return RULES.checked(all);
        });
        return TagResourceResponse.EMPTY;
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request, Call call) {
        change(request.resourceArn(), call, tags -> {
            Map<String, String> rest = new TreeMap<>(tags);
            request.tagKeys().forEach(rest::remove);
            return rest;
        });
        return UntagResourceResponse.EMPTY;
    }

    private void change(String arn, Call call, UnaryOperator<Map<String, String>> change) {
        TopicName name = TopicName.of(arn, "ResourceArn", call);
        store.update(call, transaction -> {
            Topic topic = Rules.find(transaction, name).orElseThrow(Problems::noSuchResource);
            Topic.TABLE
                    .in(name.account(), name.region())
                    .put(transaction, name.name(), topic.withTags(change.apply(topic.tags())));
        });
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request, Call call) {
        TopicName name = TopicName.of(request.resourceArn(), "ResourceArn", call);
        Topic topic = store.read(call, view -> Rules.find(view, name).orElseThrow(Problems::noSuchResource));
        return new ListTagsForResourceResponse(topic.tags().entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList());
    }
}
