package dev.nephele.services.sqs.queue;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Region;
import java.util.Optional;

/**
 * A queue by its place and name. Names have 1 to 80 letters, digits, hyphens and underscores; those of FIFO queues end
 * with {@code .fifo}.
 */
public record QueueName(AccountId account, Region region, String name) {
    private static final int MOST_CHARACTERS = 80;
    private static final String FIFO = ".fifo";

    /** Whether a new queue may have this name. */
    public static boolean isValid(String name) {
        String plain = name.endsWith(FIFO) ? name.substring(0, name.length() - FIFO.length()) : name;
        return !plain.isEmpty()
                && name.length() <= MOST_CHARACTERS
                && plain.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || c == '-'
                                || c == '_');
    }

    /**
     * The queue that a URL names, whatever host it was made for: its last two segments are account and name. A bare name
     * is a queue of the caller's account. Empty when the text can be neither.
     */
    public static Optional<QueueName> parse(String queueUrl, Call call) {
        String path = queueUrl;
        int scheme = path.indexOf("://");
        if (scheme >= 0) {
            int slash = path.indexOf('/', scheme + 3);
            path = slash < 0 ? "" : path.substring(slash);
        }
        int last = path.lastIndexOf('/');
        String name = path.substring(last + 1);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (last <= 0) {
            return last < 0 ? Optional.of(new QueueName(call.account(), call.region(), name)) : Optional.empty();
        }
        String account = path.substring(path.lastIndexOf('/', last - 1) + 1, last);
        return AccountId.isValid(account)
                ? Optional.of(new QueueName(new AccountId(account), call.region(), name))
                : Optional.empty();
    }

    /** The queue an ARN names, if it is one of SQS. */
    public static Optional<QueueName> ofArn(String text) {
        return Arn.parse(text)
                .filter(arn -> arn.service().equals("sqs")
                        && AccountId.isValid(arn.account())
                        && Region.isValid(arn.region())
                        && isValid(arn.resource()))
                .map(arn -> new QueueName(new AccountId(arn.account()), new Region(arn.region()), arn.resource()));
    }

    public boolean fifo() {
        return name.endsWith(FIFO);
    }

    public Arn arn() {
        return Arn.of("sqs", region, account, name);
    }

    /** The URL under which a client that called {@code endpoint} reaches the queue. */
    public String url(String endpoint) {
        return endpoint + '/' + account + '/' + name;
    }
}
