package dev.nephele.gateway.decision;

import dev.nephele.kernel.Requirement;
import dev.nephele.model.Member;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.Structure;
import dev.nephele.policy.metadata.Action;
import dev.nephele.policy.metadata.ActionCatalog;
import dev.nephele.policy.metadata.ConditionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The condition keys that are members of the request itself: a key that AWS gives to the action and that is named as a
 * header or a query parameter of the operation, such as {@code s3:x-amz-acl} and {@code s3:prefix}. The model says where
 * the member travels and AWS's authorization data which actions have the key, so that no rule copies one to the other. A
 * key that the rule has set itself stays as it is.
 *
 * <p>Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3".
 */
public final class InputKeys {
    private static final String VENDOR = "x-amz-";

    /** Of operations without a member that could be a key. */
    private static final Map<String, Map<String, Member>> NONE = Map.of();

    /** For each operation, and each action that its rule asked for, the members by key. */
    private final Map<Operation<?, ?>, Map<String, Map<String, Member>>> known = new ConcurrentHashMap<>();

    /** The requirements with the keys that the input carries for each. */
    public List<Requirement> complete(Operation<?, ?> operation, Structure input, List<Requirement> requirements) {
        Map<String, Map<String, Member>> byAction = known.get(operation);
        if (byAction == null) {
            byAction = carriesKeys(operation.input()) ? new ConcurrentHashMap<>() : NONE;
            known.put(operation, byAction);
        }
        if (byAction == NONE) {
            return requirements;
        }
        List<Requirement> complete = new ArrayList<>(requirements.size());
        for (Requirement requirement : requirements) {
            Map<String, Member> named = byAction.get(requirement.action());
            if (named == null) {
                named = named(requirement.action(), operation.input());
                byAction.put(requirement.action(), named);
            }
            complete.add(named.isEmpty() ? requirement : complete(input, requirement, named));
        }
        return complete;
    }

    private static Requirement complete(Structure input, Requirement requirement, Map<String, Member> named) {
        Map<String, List<String>> keys = null;
        for (Map.Entry<String, Member> each : named.entrySet()) {
            Object value = input.member(each.getValue().index());
            if (value != null) {
                keys = keys == null ? new HashMap<>() : keys;
                keys.put(each.getKey(), List.of(value.toString()));
            }
        }
        return keys == null ? requirement : requirement.over(keys);
    }

    private static boolean carriesKeys(Schema input) {
        return input.members().stream().anyMatch(InputKeys::mayBeKey);
    }

    private static boolean mayBeKey(Member member) {
        boolean apart = member.location() == Member.Location.HEADER || member.location() == Member.Location.QUERY;
        return apart && isText(member.target().kind());
    }

    /** The keys that inputs of a shape can carry for an action, each with the member that is its value. */
    public static Map<String, Member> named(String action, Schema input) {
        Map<String, Member> byName = new HashMap<>();
        for (Member member : input.members()) {
            if (mayBeKey(member)) {
                String name = member.wireName().toLowerCase(Locale.ROOT);
                byName.put(name, member);
                if (name.startsWith(VENDOR)) {
                    byName.putIfAbsent(name.substring(VENDOR.length()), member);
                }
            }
        }
        Map<String, Member> named = new LinkedHashMap<>();
        for (String key : byName.isEmpty() ? Set.<String>of() : keysOf(action)) {
            Member member = byName.get(key.substring(key.indexOf(':') + 1).toLowerCase(Locale.ROOT));
            if (member != null) {
                named.put(key, member);
            }
        }
        return named;
    }

    /** The keys of an action that begin with its own service's prefix, as AWS lists them. */
    private static Set<String> keysOf(String action) {
        Set<String> keys = new LinkedHashSet<>();
        String prefix = action.substring(0, action.indexOf(':') + 1);
        Action known = ActionCatalog.get().action(action).orElse(null);
        if (known != null) {
            known.conditionKeys().forEach(key -> add(keys, key, prefix));
            known.targets().forEach(target -> target.conditionKeys().forEach(key -> add(keys, key, prefix)));
        }
        return keys;
    }

    private static void add(Set<String> keys, ConditionKey key, String prefix) {
        if (key.name().startsWith(prefix)) {
            keys.add(key.name());
        }
    }

    private static boolean isText(Schema.Kind kind) {
        return switch (kind) {
            case STRING, INTEGER, LONG, BOOLEAN, TIMESTAMP -> true;
            case STRUCTURE, UNION, LIST, MAP, FLOAT, DOUBLE, BLOB, DOCUMENT -> false;
        };
    }
}
