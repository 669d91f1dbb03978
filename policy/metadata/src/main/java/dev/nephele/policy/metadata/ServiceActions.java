package dev.nephele.policy.metadata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The actions, resource types and condition keys of one service prefix. */
public final class ServiceActions {
    private final String prefix;
    private final Map<String, Action> actions;
    private final List<ResourceType> resourceTypes;
    private final List<ConditionKey> conditionKeys;

    private ServiceActions(
            String prefix, Map<String, Action> actions, List<ResourceType> types, List<ConditionKey> keys) {
        this.prefix = prefix;
        this.actions = Collections.unmodifiableMap(actions);
        this.resourceTypes = List.copyOf(types);
        this.conditionKeys = List.copyOf(keys);
    }

    /** What precedes the colon in action names, such as {@code sqs}. */
    public String prefix() {
        return prefix;
    }

    /** The action of this name, which is given without prefix and in any case. */
    public Optional<Action> action(String name) {
        return Optional.ofNullable(actions.get(name.toLowerCase(Locale.ROOT)));
    }

    /** All actions. */
    public Collection<Action> actions() {
        return actions.values();
    }

    /** All resource types. */
    public List<ResourceType> resourceTypes() {
        return resourceTypes;
    }

    /** The keys that the service's own page lists, and those its actions name besides. */
    public List<ConditionKey> conditionKeys() {
        return conditionKeys;
    }

    /**
     * Reads one chunk of {@code actions.bin}. A line is a tab-separated row: {@code K name type} a condition key,
     * {@code R name arn keys} a resource type, {@code A name level targets keys} an action, in this order. Keys are
     * comma-separated numbers of K lines; targets are separated by semicolons, each the number of an R line, an
     * exclamation mark if required, and a colon with its keys if it has some. An empty type is that of the global key.
     */
    static ServiceActions parse(String prefix, String text, Map<String, ConditionKey> globalKeys) {
        List<ConditionKey> keys = new ArrayList<>();
        List<ResourceType> types = new ArrayList<>();
        Map<String, Action> actions = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            String[] part = line.split("\t", -1);
            switch (part[0]) {
                case "K" -> keys.add(key(part[1], part[2], globalKeys));
                case "R" -> types.add(new ResourceType(part[1], part[2], keys(part[3], keys)));
                case "A" ->
                    actions.put(
                            part[1].toLowerCase(Locale.ROOT),
                            new Action(
                                    prefix + ':' + part[1],
                                    AccessLevel.of(part[2].charAt(0)),
                                    targets(part[3], types, keys),
                                    keys(part[4], keys)));
                default -> throw new IllegalStateException("unknown row in the actions of " + prefix);
            }
        }
        return new ServiceActions(prefix, actions, types, keys);
    }

    private static ConditionKey key(String name, String type, Map<String, ConditionKey> globalKeys) {
        if (!type.isEmpty()) {
            return new ConditionKey(name, ConditionKey.Type.of(type));
        }
        ConditionKey global = globalKeys.get(name.toLowerCase(Locale.ROOT));
        return new ConditionKey(name, global == null ? ConditionKey.Type.STRING : global.type());
    }

    private static List<ConditionKey> keys(String numbers, List<ConditionKey> keys) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        List<ConditionKey> named = new ArrayList<>();
        for (String number : numbers.split(",", -1)) {
            named.add(keys.get(Integer.parseInt(number)));
        }
        return List.copyOf(named);
    }

    private static List<Action.Target> targets(String text, List<ResourceType> types, List<ConditionKey> keys) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<Action.Target> targets = new ArrayList<>();
        for (String target : text.split(";", -1)) {
            int colon = target.indexOf(':');
            String type = colon < 0 ? target : target.substring(0, colon);
            boolean required = type.endsWith("!");
            int number = Integer.parseInt(required ? type.substring(0, type.length() - 1) : type);
            List<ConditionKey> own = colon < 0 ? List.of() : keys(target.substring(colon + 1), keys);
            targets.add(new Action.Target(types.get(number), required, own));
        }
        return List.copyOf(targets);
    }
}
