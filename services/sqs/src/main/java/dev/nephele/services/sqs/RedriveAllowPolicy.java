package dev.nephele.services.sqs;

import dev.nephele.policy.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which queues may use this one as their dead-letter queue.
 *
 * @param permission {@code allowAll}, {@code denyAll} or {@code byQueue}
 * @param sources the ARNs that may, with {@code byQueue}
 */
record RedriveAllowPolicy(String permission, List<String> sources) {
    private static final int MOST = 10;

    /** @throws dev.nephele.model.ServiceException {@code InvalidParameterValue} */
    static RedriveAllowPolicy parse(String text) {
        Map<String, Json> members = RedrivePolicy.members(
                "RedriveAllowPolicy",
                text,
                "Amazon SQS can't create the redrive allow policy. Enter a valid JSON map.");
        String permission = RedrivePolicy.text(members.get("redrivePermission")).orElse("");
        List<String> sources = new ArrayList<>();
        if (members.get("sourceQueueArns") instanceof Json.Arr list) {
            list.items().forEach(item -> RedrivePolicy.text(item).ifPresent(sources::add));
        }
        boolean right = switch (permission) {
            case "allowAll", "denyAll" -> sources.isEmpty();
            case "byQueue" -> !sources.isEmpty() && sources.size() <= MOST;
            default -> false;
        };
        if (!right) {
            throw Problems.invalidValue(
                    text, "RedriveAllowPolicy", "Amazon SQS can't create the redrive allow policy.");
        }
        return new RedriveAllowPolicy(permission, List.copyOf(sources));
    }

    boolean allows(String source) {
        return permission.equals("allowAll") || permission.equals("byQueue") && sources.contains(source);
    }
}
