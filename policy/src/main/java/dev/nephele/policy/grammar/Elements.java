package dev.nephele.policy.grammar;

import dev.nephele.policy.json.Json;
import dev.nephele.policy.json.JsonReader;
import dev.nephele.policy.json.NotJsonException;
import dev.nephele.policy.language.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document whose elements are all known and have the right JSON types. What they say may still be refused.
 *
 * @param version absent or one of the two that exist
 * @param statements at least one
 */
record Elements(Optional<String> version, boolean hasId, List<Part> statements) {
    static final String MODERN = "2012-10-17";
    private static final Set<String> VERSIONS = Set.of(MODERN, "2008-10-17");
    private static final Set<String> TOP = Set.of("Version", "Id", "Statement");
    private static final Set<String> NAMES = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Set<String> PRINCIPAL_TYPES = Set.of("AWS", "Service", "Federated", "CanonicalUser");
    private static final int MOST_ID = 1_024;

    /** One statement by element. */
    record Part(Map<String, Json> members) {
        boolean has(String name) {
            return members.containsKey(name);
        }

        /** The text of an element, if it is there. */
        Optional<String> text(String name) {
            return members.get(name) instanceof Json.Str string ? Optional.of(string.value()) : Optional.empty();
        }

        /** The strings of an element and of its negation together; only one of the two is there. */
        List<String> list(String name) {
            List<String> list = new ArrayList<>(strings(members.get(name)));
            list.addAll(strings(members.get("Not" + name)));
            return list;
        }

        /** The entries of a principal element by type; "*" alone is of type AWS. */
        Map<String, List<String>> principals() {
            Json principal = members.containsKey("Principal") ? members.get("Principal") : members.get("NotPrincipal");
            if (principal instanceof Json.Obj types) {
                Map<String, List<String>> byType = new java.util.LinkedHashMap<>();
                types.members().forEach((type, entries) -> byType.put(type, strings(entries)));
                return byType;
            }
            return principal == null ? Map.of() : Map.of("AWS", List.of("*"));
        }

        /** Each operator with its values of all keys. */
        List<Map.Entry<String, List<String>>> conditions() {
            List<Map.Entry<String, List<String>>> conditions = new ArrayList<>();
            if (members.get("Condition") instanceof Json.Obj block) {
                block.members().forEach((operator, keys) -> {
                    for (Json values : ((Json.Obj) keys).members().values()) {
                        conditions.add(Map.entry(operator, scalars(values)));
                    }
                });
            }
            return conditions;
        }
    }

    /** Reads a tree, or is empty if it breaks the grammar. */
    static Optional<Elements> of(Json json) {
        if (!(json instanceof Json.Obj document)
                || !TOP.containsAll(document.members().keySet())) {
            return Optional.empty();
        }
        Map<String, Json> top = document.members();
        Json version = top.get("Version");
        if (version != null && !(version instanceof Json.Str v && VERSIONS.contains(v.value()))) {
            return Optional.empty();
        }
        Json id = top.get("Id");
        if (id != null && !(id instanceof Json.Str text && text.value().length() <= MOST_ID)) {
            return Optional.empty();
        }
        List<Json> items = List.of();
        if (top.get("Statement") instanceof Json.Arr many) {
            items = many.items();
        } else if (top.get("Statement") instanceof Json.Obj one) {
            items = List.of(one);
        }
        List<Part> statements = new ArrayList<>();
        for (Json item : items) {
            if (!(item instanceof Json.Obj statement) || !wellFormed(statement.members())) {
                return Optional.empty();
            }
            statements.add(new Part(statement.members()));
        }
        return statements.isEmpty()
                ? Optional.empty()
                : Optional.of(new Elements(
                        version instanceof Json.Str string ? Optional.of(string.value()) : Optional.empty(),
                        id != null,
                        List.copyOf(statements)));
    }

    /** Reads a text, or is empty if it is not JSON or breaks the grammar. */
    static Optional<Elements> of(String document) {
        try {
            return of(JsonReader.read(document));
        } catch (NotJsonException e) {
            return Optional.empty();
        }
    }

    private static boolean wellFormed(Map<String, Json> members) {
        for (String pair : List.of("Action", "Resource", "Principal")) {
            if (members.containsKey(pair) && members.containsKey("Not" + pair)) {
                return false;
            }
        }
        return NAMES.containsAll(members.keySet())
                && members.get("Effect") instanceof Json.Str
                && (!members.containsKey("Sid") || members.get("Sid") instanceof Json.Str)
                && areStrings(members.get("Action"))
                && areStrings(members.get("NotAction"))
                && areStrings(members.get("Resource"))
                && areStrings(members.get("NotResource"))
                && isPrincipal(members.get("Principal"))
                && isPrincipal(members.get("NotPrincipal"))
                && isCondition(members.get("Condition"));
    }

    private static boolean areStrings(@Nullable Json json) {
        return switch (json) {
            case null -> true;
            case Json.Str one -> true;
            case Json.Arr many -> many.items().stream().allMatch(Json.Str.class::isInstance);
            default -> false;
        };
    }

    private static boolean isPrincipal(@Nullable Json json) {
        return switch (json) {
            case null -> true;
            case Json.Str all -> all.value().equals("*");
            case Json.Obj types ->
                PRINCIPAL_TYPES.containsAll(types.members().keySet())
                        && types.members().values().stream().allMatch(Elements::areStrings);
            default -> false;
        };
    }

    private static boolean isCondition(@Nullable Json json) {
        if (json == null) {
            return true;
        }
        if (!(json instanceof Json.Obj operators)) {
            return false;
        }
        return operators.members().entrySet().stream()
                .allMatch(e -> Operators.exists(e.getKey())
                        && e.getValue() instanceof Json.Obj keys
                        && keys.members().values().stream().allMatch(Elements::areScalars));
    }

    private static boolean areScalars(Json json) {
        return json instanceof Json.Arr many ? many.items().stream().allMatch(Elements::isScalar) : isScalar(json);
    }

    private static boolean isScalar(Json json) {
        return json instanceof Json.Str || json instanceof Json.Num || json instanceof Json.Bool;
    }

    static List<String> strings(@Nullable Json json) {
        return json == null ? List.of() : scalars(json);
    }

    private static List<String> scalars(Json json) {
        return switch (json) {
            case Json.Arr many ->
                many.items().stream().flatMap(each -> scalars(each).stream()).toList();
            case Json.Str text -> List.of(text.value());
            case Json.Num text -> List.of(text.text());
            case Json.Bool truth -> List.of(Boolean.toString(truth.value()));
            case Json.Obj object -> List.of();
            case Json.Null none -> List.of();
        };
    }
}
