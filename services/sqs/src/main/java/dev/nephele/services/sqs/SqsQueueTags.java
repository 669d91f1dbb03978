package dev.nephele.services.sqs;

import dev.nephele.kernel.Call;
import dev.nephele.model.sqs.*;
import dev.nephele.servicekit.tag.TagRules;
import dev.nephele.services.sqs.queue.Problems;
import dev.nephele.services.sqs.queue.Queue;
import dev.nephele.services.sqs.queue.QueueName;
import dev.nephele.services.sqs.queue.Rules;
import dev.nephele.storage.Store;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The tags of queues. */
final class SqsQueueTags implements QueueTags {
    static final TagRules RULES = TagRules.builder()
            .most(50, () -> Problems.invalidValue("Too many tags added for queue."))
            .keys(
                    128,
                    point -> true,
                    (key, value) -> Problems.invalidValue("Tag keys must be between 1 and 128 characters in length."))
            .values(
                    256,
                    point -> true,
                    (key, value) -> Problems.invalidValue("Tag values must be between 0 and 256 characters in length."))
            .reserved(
                    TagRules.Letters.EXACT,
                    (key, value) -> Problems.invalidValue("Tag keys that start with aws: are reserved for system use."))
            .build();

    private final Store store;

    SqsQueueTags(Store store) {
        this.store = store;
    }

    @Override
    public TagQueueResponse tagQueue(TagQueueRequest request, Call call) {
        change(Rules.name(request.queueUrl(), call), call, tags -> {
            Map<String, String> all = new TreeMap<>(tags);
            all.putAll(request.tags());
            return RULES.checked(all);
        });
        return TagQueueResponse.EMPTY;
    }

    private void change(QueueName name, Call call, UnaryOperator<Map<String, String>> change) {
        store.update(call, transaction -> {
            Queue queue = Rules.require(transaction, name);
            Queue.TABLE
                    .in(name.account(), name.region())
                    .put(transaction, name.name(), queue.withTags(change.apply(queue.tags())));
        });
    }

    @Override
    public UntagQueueResponse untagQueue(UntagQueueRequest request, Call call) {
        change(Rules.name(request.queueUrl(), call), call, tags -> {
            Map<String, String> rest = new TreeMap<>(tags);
            request.tagKeys().forEach(rest::remove);
            return rest;
        });
        return UntagQueueResponse.EMPTY;
    }

    @Override
    public ListQueueTagsResult listQueueTags(ListQueueTagsRequest request, Call call) {
        QueueName name = Rules.name(request.queueUrl(), call);
        Map<String, String> tags =
                store.read(call, view -> Rules.require(view, name).tags());
        return new ListQueueTagsResult(tags.isEmpty() ? null : tags);
    }
}
