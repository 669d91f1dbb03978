package dev.nephele.policy.naive;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One question in the form of a line of {@code policy evaluate}: everything is text.
 *
 * @param context String or {@code List<String>} by key
 * @param guards the documents that bind the request
 */
public record Question(
        String principal,
        String action,
        String resource,
        Optional<String> resourceAccount,
        Map<String, Object> context,
        Guards guards) {

    /** What binds the request; empty where the type does not apply. */
    public record Guards(
            List<String> identity,
            Optional<String> resource,
            Optional<String> boundary,
            Optional<List<String>> session,
            Optional<List<List<String>>> serviceControl,
            Optional<List<List<String>>> resourceControl,
            Optional<String> endpoint) {}

    /** The question as a line. */
    public String line(int id) {
        StringBuilder line = new StringBuilder("{\"id\":").append(id);
        member(line, "principal", quoted(principal));
        member(line, "action", quoted(action));
        member(line, "resource", quoted(resource));
        resourceAccount.ifPresent(a -> member(line, "resourceAccount", quoted(a)));
        StringBuilder keys = new StringBuilder();
        context.forEach((key, value) -> keys.append(keys.isEmpty() ? "" : ",")
                .append(quoted(key))
                .append(':')
                .append(
                        value instanceof List<?> list
                                ? "["
                                        + String.join(
                                                ",",
                                                list.stream()
                                                        .map(v -> quoted((String) v))
                                                        .toList()) + "]"
                                : quoted((String) value)));
        member(line, "context", "{" + keys + "}");
        member(line, "identityPolicies", list(guards.identity()));
        guards.resource().ifPresent(d -> member(line, "resourcePolicy", d));
        guards.boundary().ifPresent(d -> member(line, "permissionsBoundary", d));
        guards.session().ifPresent(d -> member(line, "sessionPolicies", list(d)));
        guards.serviceControl().ifPresent(d -> member(line, "serviceControlPolicies", levels(d)));
        guards.resourceControl().ifPresent(d -> member(line, "resourceControlPolicies", levels(d)));
        guards.endpoint().ifPresent(d -> member(line, "vpcEndpointPolicy", quoted(d)));
        return line.append("}\n").toString();
    }

    private static void member(StringBuilder line, String name, String json) {
        line.append(",\"").append(name).append("\":").append(json);
    }

    private static String list(List<String> documents) {
        return "[" + String.join(",", documents) + "]";
    }

    private static String levels(List<List<String>> levels) {
        StringBuilder json = new StringBuilder();
        for (List<String> policies : levels) {
            json.append(json.isEmpty() ? "" : ",")
                    .append("{\"level\":\"l\",\"policies\":")
                    .append(list(policies))
                    .append('}');
        }
        return "[" + json + "]";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
