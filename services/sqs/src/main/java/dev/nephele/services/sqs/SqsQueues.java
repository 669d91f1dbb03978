package dev.nephele.services.sqs;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.sqs.*;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.page.Pages;
import dev.nephele.servicekit.page.Wanted;
import dev.nephele.services.sqs.message.Contents;
import dev.nephele.services.sqs.queue.Problems;
import dev.nephele.services.sqs.queue.Queue;
import dev.nephele.services.sqs.queue.QueueAttributes;
import dev.nephele.services.sqs.queue.QueueName;
import dev.nephele.services.sqs.queue.RedrivePolicy;
import dev.nephele.services.sqs.queue.Rules;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.Rows;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Queues themselves and their attributes. */
final class SqsQueues implements Queues {
    private static final int PAGE = 1_000;
    private static final int ID = 16;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final Duration BETWEEN_PURGES = Duration.ofSeconds(60);

    private static final String MESSAGES = "ApproximateNumberOfMessages";
    private static final String HIDDEN = "ApproximateNumberOfMessagesNotVisible";
    private static final String DELAYED = "ApproximateNumberOfMessagesDelayed";
    private static final Set<String> KNOWN = Set.of(
            "Policy",
            "VisibilityTimeout",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            MESSAGES,
            HIDDEN,
            DELAYED,
            "CreatedTimestamp",
            "LastModifiedTimestamp",
            "QueueArn",
            "DelaySeconds",
            "ReceiveMessageWaitTimeSeconds",
            "RedrivePolicy",
            "FifoQueue",
            "ContentBasedDeduplication",
            "KmsMasterKeyId",
            "KmsDataKeyReusePeriodSeconds",
            "DeduplicationScope",
            "FifoThroughputLimit",
            "RedriveAllowPolicy",
            "SqsManagedSseEnabled");

    private final Store store;
    private final Ids ids;
    private final QueuePolicies policies;
    private final Contents contents;
    private final Pages pages;

    SqsQueues(Store store, Ids ids, QueuePolicies policies, Contents contents, Pages pages) {
        this.store = store;
        this.ids = ids;
        this.policies = policies;
        this.contents = contents;
        this.pages = pages;
    }

    @Override
    public CreateQueueResult createQueue(CreateQueueRequest request, Call call) {
        Map<String, String> given = request.attributes() == null ? Map.of() : request.attributes();
        QueueName name = new QueueName(call.account(), call.region(), request.queueName());
        requireName(name, "true".equalsIgnoreCase(given.get("FifoQueue")));
        Map<String, String> tags = SqsQueueTags.RULES.checked(request.tags() == null ? Map.of() : request.tags());
        String id = ids.text(ID, ALPHABET);
        store.update(call, transaction -> {
            Map<String, String> wanted = policies.pinned(transaction, given);
            QueueAttributes attributes = QueueAttributes.NONE.with(wanted, name.fifo(), true);
            Rows<String, Queue> queues = Queue.TABLE.in(call);
            Optional<Queue> there = queues.find(transaction, name.name());
            if (there.isPresent()) {
                requireSame(there.get(), wanted, name.fifo());
                return;
            }
            requireRedrive(transaction, name, attributes);
            Queue made = new Queue(id, call.instant(), call.instant(), attributes, tags, Optional.empty());
            queues.put(transaction, name.name(), made);
            contents.open(transaction, name, made);
        });
        return new CreateQueueResult(name.url(call.origin().endpoint()));
    }

    private static void requireName(QueueName name, boolean fifo) {
        if (fifo && (!name.fifo() || !QueueName.isValid(name.name()))) {
            throw Problems.invalidValue("The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
                    + " underscores, must end with .fifo suffix and be 1 to 80 in length.");
        }
        if (!QueueName.isValid(name.name()) || (name.fifo() && !fifo)) {
            throw Problems.invalidValue(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
    }

    private static void requireSame(Queue there, Map<String, String> given, boolean fifo) {
        Map<String, String> shown = there.attributes().shown(fifo);
        new TreeMap<>(given).forEach((attribute, value) -> {
            if (!QueueAttributes.stored(attribute, value).equals(shown.getOrDefault(attribute, ""))) {
                throw new QueueNameExists(
                        "A queue already exists with the same name and a different value for attribute " + attribute);
            }
        });
    }

    /** The dead-letter queue must exist, be of the same kind, and want this queue's messages. */
    private static void requireRedrive(Transaction transaction, QueueName name, QueueAttributes attributes) {
        Optional<RedrivePolicy> redrive = attributes.redrive();
        if (redrive.isEmpty()) {
            return;
        }
        String text = attributes.values().getOrDefault("RedrivePolicy", "");
        QueueName target = redrive.get().queue().orElseThrow();
        if (!target.account().equals(name.account())
                || !target.region().equals(name.region())
                || Rules.find(transaction, target).isEmpty()) {
            throw Problems.invalidValue(text, "RedrivePolicy", "Dead letter target does not exist.");
        }
        if (target.fifo() != name.fifo()) {
            throw Problems.invalidValue(
                    text, "RedrivePolicy", "Dead-letter queue must be same type of queue as the source.");
        }
        Rules.require(transaction, target).attributes().redriveAllow().ifPresent(allow -> {
            if (!allow.allows(name.arn().toString())) {
                throw Problems.invalidValue(
                        text, "RedrivePolicy", "Queue is not allowed to use this dead letter queue.");
            }
        });
    }

    @Override
    public List<Requirement> createQueueRule(CreateQueueRequest request, Undecided call) {
        QueueName name = new QueueName(call.account(), call.region(), request.queueName());
        Map<String, String> tags = request.tags() == null ? Map.of() : request.tags();
        Requirement create =
                Rules.on("sqs:CreateQueue", name, call).newTags(tags).build();
        return tags.isEmpty()
                ? List.of(create)
                : List.of(
                        create,
                        Rules.on("sqs:TagQueue", name, call).newTags(tags).build());
    }

    @Override
    public GetQueueUrlResult getQueueUrl(GetQueueUrlRequest request, Call call) {
        QueueName name = named(request, call);
        store.read(call, view -> Rules.require(view, name));
        return new GetQueueUrlResult(name.url(call.origin().endpoint()));
    }

    private static QueueName named(GetQueueUrlRequest request, Call call) {
        String owner = request.queueOwnerAWSAccountId();
        if (owner != null && !AccountId.isValid(owner)) {
            throw Problems.invalidValue(owner, "QueueOwnerAWSAccountId", "Must be a 12-digit account ID.");
        }
        return new QueueName(owner == null ? call.account() : new AccountId(owner), call.region(), request.queueName());
    }

    @Override
    public List<Requirement> getQueueUrlRule(GetQueueUrlRequest request, Undecided call) {
        return Rules.on("sqs:GetQueueUrl", named(request, call), call).only();
    }

    @Override
    public GetQueueAttributesResult getQueueAttributes(GetQueueAttributesRequest request, Call call) {
        QueueName name = Rules.name(request.queueUrl(), call);
        Set<String> asked = new HashSet<>(request.attributeNames() == null ? List.of() : request.attributeNames());
        if (asked.remove("All")) {
            asked.addAll(KNOWN);
        }
        for (String each : asked) {
            if (!KNOWN.contains(each)) {
                throw new InvalidAttributeName("Unknown Attribute " + each + ".");
            }
        }
        Map<String, String> shown = new TreeMap<>();
        Queue queue = store.read(call, view -> {
            Queue found = Rules.require(view, name);
            shown.putAll(policies.shown(view, found.attributes().shown(name.fifo())));
            return found;
        });
        shown.put("QueueArn", name.arn().toString());
        shown.put("CreatedTimestamp", Long.toString(queue.created().getEpochSecond()));
        shown.put("LastModifiedTimestamp", Long.toString(queue.modified().getEpochSecond()));
        if (asked.contains(MESSAGES) || asked.contains(HIDDEN) || asked.contains(DELAYED)) {
            count(queue, call, shown);
        }
        shown.keySet().retainAll(asked);
        return new GetQueueAttributesResult(shown.isEmpty() ? null : shown);
    }

    private void count(Queue queue, Call call, Map<String, String> shown) {
        Contents.Counts counts = contents.count(queue, call);
        shown.put(MESSAGES, Long.toString(counts.visible()));
        shown.put(HIDDEN, Long.toString(counts.hidden()));
        shown.put(DELAYED, Long.toString(counts.delayed()));
    }

    @Override
    public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request, Call call) {
        QueueName name = Rules.name(request.queueUrl(), call);
        store.update(call, transaction -> {
            Queue queue = Rules.require(transaction, name);
            QueueAttributes changed =
                    queue.attributes().with(policies.pinned(transaction, request.attributes()), name.fifo(), false);
            if (request.attributes().containsKey("RedrivePolicy")) {
                requireRedrive(transaction, name, changed);
            }
            if (!changed.retention().equals(queue.attributes().retention())) {
                contents.keepAnew(transaction, name, call);
            }
            Queue.TABLE
                    .in(name.account(), name.region())
                    .put(transaction, name.name(), queue.withAttributes(changed, call.instant()));
        });
        return SetQueueAttributesResponse.EMPTY;
    }

    @Override
    public DeleteQueueResponse deleteQueue(DeleteQueueRequest request, Call call) {
        QueueName name = Rules.name(request.queueUrl(), call);
        Queue gone = store.transact(call, transaction -> {
            Queue queue = Rules.require(transaction, name);
            contents.remove(transaction, name, queue, call);
            Queue.TABLE.in(name.account(), name.region()).delete(transaction, name.name());
            return queue;
        });
        contents.forget(gone);
        return DeleteQueueResponse.EMPTY;
    }

    @Override
    public ListQueuesResult listQueues(ListQueuesRequest request, Call call) {
        String prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
        Wanted wanted = pages.of("ListQueues", call, prefix).page(request.nextToken(), size(request.maxResults()));
        Page<String> page = store.read(
                call, view -> wanted.keys(view, Queue.TABLE.in(call).scan().under(out -> out.beginning(prefix))));
        List<String> urls = urls(page, call);
        return new ListQueuesResult(urls.isEmpty() ? null : urls, next(page, request.maxResults()));
    }

    private static int size(@Nullable Integer asked) {
        return asked == null ? PAGE : Problems.between("MaxResults", asked, 1, PAGE);
    }

    private static List<String> urls(Page<String> page, Call call) {
        return page.items().stream()
                .map(name -> new QueueName(call.account(), call.region(), name)
                        .url(call.origin().endpoint()))
                .toList();
    }

    /** Only who says how many a page may have is told that there are more, as in AWS. */
    private static @Nullable String next(Page<String> page, @Nullable Integer asked) {
        return asked == null ? null : page.next();
    }

    @Override
    public PurgeQueueResponse purgeQueue(PurgeQueueRequest request, Call call) {
        QueueName name = Rules.name(request.queueUrl(), call);
        Queue gone = store.transact(call, transaction -> {
            Queue queue = Rules.require(transaction, name);
            if (queue.purged()
                    .filter(last -> call.instant().isBefore(last.plus(BETWEEN_PURGES)))
                    .isPresent()) {
                throw new PurgeQueueInProgress(
                        "Only one PurgeQueue operation on " + name.name() + " is allowed every 60 seconds.");
            }
            contents.empty(transaction, queue, call);
            Queue.TABLE.in(name.account(), name.region()).put(transaction, name.name(), queue.purged(call.instant()));
            return queue;
        });
        contents.forget(gone);
        return PurgeQueueResponse.EMPTY;
    }

    @Override
    public ListDeadLetterSourceQueuesResult listDeadLetterSourceQueues(
            ListDeadLetterSourceQueuesRequest request, Call call) {
        QueueName target = Rules.name(request.queueUrl(), call);
        Wanted wanted = pages.of(
                        "ListDeadLetterSourceQueues", call, target.arn().toString())
                .page(request.nextToken(), size(request.maxResults()));
        Rows<String, Queue> queues = Queue.TABLE.in(target.account(), target.region());
        Page<String> page = store.read(call, view -> {
            Rules.require(view, target);
            return wanted.rows(
                    view, queues.scan(), (name, queue) -> Optional.of(name).filter(source -> feeds(queue, target)));
        });
        return new ListDeadLetterSourceQueuesResult(urls(page, call), next(page, request.maxResults()));
    }

    private static boolean feeds(Queue queue, QueueName target) {
        return queue.attributes()
                .redrive()
                .flatMap(RedrivePolicy::queue)
                .filter(target::equals)
                .isPresent();
    }
}
