package dev.nephele.services.sqs.queue;

import dev.nephele.policy.json.Json;
import dev.nephele.policy.json.JsonReader;
import dev.nephele.policy.json.NotJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where messages go that were received too often.
 *
 * @param target the ARN of the dead-letter queue
 * @param maxReceiveCount 1 to 1000
 */
public record RedrivePolicy(String target, int maxReceiveCount) {
    private static final int MOST = 1_000;

    /** @throws dev.nephele.model.ServiceException {@code InvalidParameterValue} */
    public static RedrivePolicy parse(String text) {
        Map<String, Json> members = members("RedrivePolicy", text, "Redrive policy is not a valid JSON map.");
        String target =
                text(members.get("deadLetterTargetArn")).orElseThrow(() -> missing(text, "deadLetterTargetArn"));
        String count = text(members.get("maxReceiveCount")).orElseThrow(() -> missing(text, "maxReceiveCount"));
        int most = count.matches("\\d{1,6}") ? Integer.parseInt(count) : 0;
        if (most < 1 || most > MOST) {
            throw Problems.invalidValue(
                    text,
                    "RedrivePolicy",
                    "Invalid value for maxReceiveCount: " + count
                            + ", valid values are from 1 to 1000 both inclusive.");
        }
        if (QueueName.ofArn(target).isEmpty()) {
            throw Problems.invalidValue(text, "RedrivePolicy", "Dead letter target does not exist.");
        }
        return new RedrivePolicy(target, most);
    }

    private static RuntimeException missing(String text, String name) {
        return Problems.invalidValue(
                text, "RedrivePolicy", "Redrive policy does not contain mandatory attribute: " + name + ".");
    }

    static Map<String, Json> members(String attribute, String text, String otherwise) {
        try {
            if (JsonReader.read(text) instanceof Json.Obj object) {
                return object.members();
            }
        } catch (NotJsonException notJson) {
            throw Problems.invalidValue(text, attribute, otherwise);
        }
        throw Problems.invalidValue(text, attribute, otherwise);
    }

    /** A text or number as text. */
    static Optional<String> text(@org.jspecify.annotations.Nullable Json json) {
        return switch (json) {
            case Json.Str string -> Optional.of(string.value());
            case Json.Num number -> Optional.of(number.text());
            case null, default -> Optional.empty();
        };
    }

    public Optional<QueueName> queue() {
        return QueueName.ofArn(target);
    }

    /**
     * A redrive allow policy: which queues may use this one as their dead-letter queue.
     *
     * @param permission {@code allowAll}, {@code denyAll} or {@code byQueue}
     * @param sources the ARNs that may, with {@code byQueue}
     */
    public record Allow(String permission, List<String> sources) {
        private static final int MOST_SOURCES = 10;

        /** @throws dev.nephele.model.ServiceException {@code InvalidParameterValue} */
        static Allow parse(String text) {
            Map<String, Json> members = members(
                    "RedriveAllowPolicy",
                    text,
                    "Amazon SQS can't create the redrive allow policy. Enter a valid JSON map.");
            String permission =
                    RedrivePolicy.text(members.get("redrivePermission")).orElse("");
            List<String> sources = new ArrayList<>();
            if (members.get("sourceQueueArns") instanceof Json.Arr list) {
                list.items().forEach(item -> RedrivePolicy.text(item).ifPresent(sources::add));
            }
            boolean right = switch (permission) {
                case "allowAll", "denyAll" -> sources.isEmpty();
                case "byQueue" -> !sources.isEmpty() && sources.size() <= MOST_SOURCES;
                default -> false;
            };
            if (!right) {
                throw Problems.invalidValue(
                        text, "RedriveAllowPolicy", "Amazon SQS can't create the redrive allow policy.");
            }
            return new Allow(permission, List.copyOf(sources));
        }

        public boolean allows(String source) {
            return permission.equals("allowAll") || permission.equals("byQueue") && sources.contains(source);
        }
    }
}
