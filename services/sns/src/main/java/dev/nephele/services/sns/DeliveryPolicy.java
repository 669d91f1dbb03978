package dev.nephele.services.sns;

import dev.nephele.policy.json.Json;
import dev.nephele.policy.json.JsonReader;
import dev.nephele.policy.json.NotJsonException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How deliveries to HTTP endpoints are tried again.
 *
 * <p>Source: SNS Developer Guide, "Amazon SNS message delivery retries", "Creating an HTTP/S delivery policy".
 *
 * @param minDelay seconds before the first retry of the last phase, and {@code maxDelay} before the last
 * @param retries all of them, those of the phases included
 * @param backoff between the two delays: linear, arithmetic, geometric or exponential
 * @param perSecond how many deliveries at most, if that is bounded
 */
record DeliveryPolicy(
        int minDelay,
        int maxDelay,
        int retries,
        int withoutDelay,
        int withMinDelay,
        int withMaxDelay,
        String backoff,
        boolean overridesDisabled,
        OptionalInt perSecond,
        String contentType) {
    static final DeliveryPolicy DEFAULT =
            new DeliveryPolicy(20, 20, 3, 0, 0, 0, "linear", false, OptionalInt.empty(), "text/plain; charset=UTF-8");

    private static final Set<String> BACKOFFS = Set.of("arithmetic", "exponential", "geometric", "linear");
    private static final Set<String> CONTENT_TYPES = Set.of(
            "application/atom+xml",
            "application/json",
            "application/octet-stream",
            "application/soap+xml",
            "application/x-www-form-urlencoded",
            "application/xhtml+xml",
            "application/xml",
            "text/css",
            "text/csv",
            "text/html",
            "text/plain",
            "text/xml");
    private static final int LONGEST_DELAY = 3_600;
    private static final int MOST_RETRIES = 100;
    private static final String RETRY = "http.defaultHealthyRetryPolicy.";

    /**
     * The policy that a text says, with what is usual where it says nothing.
     *
     * @throws dev.nephele.model.ServiceException {@code InvalidParameter}
     */
    static DeliveryPolicy parse(String text) {
        if (text.isEmpty()) {
            return DEFAULT;
        }
        Map<String, Json> all = members(document(text), "", Set.of("http"));
        Map<String, Json> http = members(
                all.get("http"),
                "http",
                Set.of(
                        "defaultHealthyRetryPolicy",
                        "disableSubscriptionOverrides",
                        "defaultThrottlePolicy",
                        "defaultRequestPolicy"));
        Map<String, Json> retry = members(
                http.get("defaultHealthyRetryPolicy"),
                "http.defaultHealthyRetryPolicy",
                Set.of(
                        "minDelayTarget",
                        "maxDelayTarget",
                        "numRetries",
                        "numNoDelayRetries",
                        "numMinDelayRetries",
                        "numMaxDelayRetries",
                        "backoffFunction"));
        Map<String, Json> throttle = members(
                http.get("defaultThrottlePolicy"), "http.defaultThrottlePolicy", Set.of("maxReceivesPerSecond"));
        Map<String, Json> request =
                members(http.get("defaultRequestPolicy"), "http.defaultRequestPolicy", Set.of("headerContentType"));
        return new DeliveryPolicy(
                        number(retry, "minDelayTarget", DEFAULT.minDelay),
                        number(retry, "maxDelayTarget", DEFAULT.maxDelay),
                        number(retry, "numRetries", DEFAULT.retries),
                        number(retry, "numNoDelayRetries", 0),
                        number(retry, "numMinDelayRetries", 0),
                        number(retry, "numMaxDelayRetries", 0),
                        text(retry, "backoffFunction").orElse(DEFAULT.backoff),
                        http.get("disableSubscriptionOverrides") instanceof Json.Bool(boolean disabled) && disabled,
                        throttle.isEmpty()
                                ? OptionalInt.empty()
                                : OptionalInt.of(number(throttle, "maxReceivesPerSecond", 0)),
                        text(request, "headerContentType").orElse(DEFAULT.contentType))
                .checked();
    }

    private DeliveryPolicy checked() {
        require(minDelay >= 1 && minDelay <= maxDelay, RETRY + "minDelayTarget must be between 1 and maxDelayTarget");
        require(maxDelay <= LONGEST_DELAY, RETRY + "maxDelayTarget must be at most " + LONGEST_DELAY);
        require(retries >= 0 && retries <= MOST_RETRIES, RETRY + "numRetries must be between 0 and " + MOST_RETRIES);
        require(
                withoutDelay >= 0
                        && withMinDelay >= 0
                        && withMaxDelay >= 0
                        && withoutDelay + withMinDelay + withMaxDelay <= retries,
                RETRY + "numRetries must be at least the sum of the retries of its phases");
        require(
                BACKOFFS.contains(backoff),
                RETRY + "backoffFunction must be arithmetic, exponential, geometric or linear");
        require(
                perSecond.isEmpty() || perSecond.getAsInt() >= 1,
                "http.defaultThrottlePolicy.maxReceivesPerSecond must be at least 1");
        require(
                CONTENT_TYPES.contains(contentType.split(";", 2)[0].strip())
                        && contentType.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\'),
                "http.defaultRequestPolicy.headerContentType is not supported");
        return this;
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw Problems.invalid("DeliveryPolicy: " + otherwise);
        }
    }

    private static Json document(String text) {
        try {
            return JsonReader.read(text);
        } catch (NotJsonException notJson) {
            throw Problems.invalid("DeliveryPolicy: failed to parse JSON.");
        }
    }

    private static Map<String, Json> members(@Nullable Json json, String path, Set<String> known) {
        if (json == null || json instanceof Json.Null) {
            return Map.of();
        }
        require(json instanceof Json.Obj, path + " must be an object");
        Map<String, Json> members = ((Json.Obj) json).members();
        for (String name : members.keySet()) {
            require(known.contains(name), "Unexpected JSON member: " + name);
        }
        return members;
    }

    private static int number(Map<String, Json> members, String name, int otherwise) {
        Json value = members.get(name);
        if (value == null) {
            return otherwise;
        }
        require(value instanceof Json.Num(String digits) && digits.matches("\\d{1,6}"), name + " must be an integer");
        return Integer.parseInt(((Json.Num) value).text());
    }

    private static Optional<String> text(Map<String, Json> members, String name) {
        Json value = members.get(name);
        require(value == null || value instanceof Json.Str, name + " must be a string");
        return value instanceof Json.Str(String text) ? Optional.of(text) : Optional.empty();
    }

    /** The policy with all its members, as {@code EffectiveDeliveryPolicy} has it. */
    String text() {
        String throttle = perSecond.isEmpty()
                ? ""
                : ",\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":" + perSecond.getAsInt() + '}';
        return """
                {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":%d,"maxDelayTarget":%d,"numRetries":%d,\
                "numMaxDelayRetries":%d,"numNoDelayRetries":%d,"numMinDelayRetries":%d,"backoffFunction":"%s"},\
                "disableSubscriptionOverrides":%b%s,\
                "defaultRequestPolicy":{"headerContentType":"%s"}}}""".formatted(
                        minDelay,
                        maxDelay,
                        retries,
                        withMaxDelay,
                        withoutDelay,
                        withMinDelay,
                        backoff,
                        overridesDisabled,
                        throttle,
                        contentType);
    }
}
