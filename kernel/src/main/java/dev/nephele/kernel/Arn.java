package dev.nephele.kernel;

import java.util.Optional;

/**
 * An Amazon Resource Name, {@code arn:partition:service:region:account:resource}. Region and account may be empty; the
 * resource part is everything after the fifth colon and may contain colons itself.
 *
 * <p>Source: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
 */
public record Arn(String partition, String service, String region, String account, String resource) {

    /** The ARN of a Regional resource. */
    public static Arn of(String service, Region region, AccountId account, String resource) {
        return new Arn(region.partition(), service, region.code(), account.value(), resource);
    }

    /** The ARN of a resource without Region, such as IAM's. */
    public static Arn global(String service, AccountId account, String resource) {
        return new Arn("aws", service, "", account.value(), resource);
    }

    /** Reads an ARN, or is empty when the text does not have the six parts. */
    public static Optional<Arn> parse(String text) {
        if (!text.startsWith("arn:")) {
            return Optional.empty();
        }
        int partition = text.indexOf(':', 4);
        int service = partition < 0 ? -1 : text.indexOf(':', partition + 1);
        int region = service < 0 ? -1 : text.indexOf(':', service + 1);
        int account = region < 0 ? -1 : text.indexOf(':', region + 1);
        if (account < 0 || account == text.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(new Arn(
                text.substring(4, partition),
                text.substring(partition + 1, service),
                text.substring(service + 1, region),
                text.substring(region + 1, account),
                text.substring(account + 1)));
    }

    @Override
    public String toString() {
        return "arn:" + partition + ':' + service + ':' + region + ':' + account + ':' + resource;
    }
}
