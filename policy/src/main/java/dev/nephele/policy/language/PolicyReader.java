package dev.nephele.policy.language;

import dev.nephele.policy.json.Json;
import dev.nephele.policy.json.JsonReader;
import dev.nephele.policy.json.NotJsonException;
import dev.nephele.policy.language.StatementText.ConditionText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy's text to its elements. It refuses what cannot be understood, and lets pass what some service of AWS
 * stores, such as a key policy's statement without actions; what a given service refuses to store is the business of
 * the grammar room.
 */
final class PolicyReader {
    private static final Set<String> TOP = Set.of("Version", "Id", "Statement");
    private static final Set<String> ELEMENTS = Set.of(
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

    private PolicyReader() {}

    /** What a document holds. */
    record Document(boolean variables, List<StatementText> statements) {}

    static Document read(String text) {
        Json json;
        try {
            json = JsonReader.read(text);
        } catch (NotJsonException e) {
            throw new PolicyFormatException("not JSON: " + e.getMessage());
        }
        Map<String, Json> members = object(json, "policy");
        known(members, TOP);
        boolean variables = version(members.get("Version"));
        Json id = members.get("Id");
        if (id != null) {
            string(id, "Id");
        }
        List<StatementText> statements = new ArrayList<>();
        switch (members.get("Statement")) {
            case Json.Obj one -> statements.add(statement(one));
            case Json.Arr(List<Json> many) -> many.forEach(each -> statements.add(statement(each)));
            case null, default -> throw new PolicyFormatException("no Statement");
        }
        return new Document(variables, statements);
    }

    private static boolean version(@Nullable Json version) {
        if (version == null) {
            return false;
        }
        return switch (string(version, "Version")) {
            case "2012-10-17" -> true;
            case "2008-10-17" -> false;
            default -> throw new PolicyFormatException("unknown Version");
        };
    }

    private static StatementText statement(Json json) {
        Map<String, Json> members = object(json, "Statement");
        known(members, ELEMENTS);
        Json sid = members.get("Sid");
        boolean notActions = either(members, "Action", "NotAction");
        boolean notResources = either(members, "Resource", "NotResource");
        boolean notPrincipals = either(members, "Principal", "NotPrincipal");
        Json principal = members.get(notPrincipals ? "NotPrincipal" : "Principal");
        Json resource = members.get(notResources ? "NotResource" : "Resource");
        return new StatementText(
                sid == null ? Optional.empty() : Optional.of(string(sid, "Sid")),
                effect(members.get("Effect")),
                strings(members.get(notActions ? "NotAction" : "Action"), "Action"),
                notActions,
                strings(resource, "Resource"),
                resource != null,
                notResources,
                principals(principal),
                principal != null,
                notPrincipals,
                conditions(members.get("Condition")));
    }

    private static boolean either(Map<String, Json> members, String plain, String negated) {
        if (members.containsKey(plain) && members.containsKey(negated)) {
            throw new PolicyFormatException("both " + plain + " and " + negated);
        }
        return members.containsKey(negated);
    }

    private static Statement.Effect effect(@Nullable Json effect) {
        if (effect instanceof Json.Str(String text)) {
            switch (text) {
                case "Allow" -> {
                    return Statement.Effect.ALLOW;
                }
                case "Deny" -> {
                    return Statement.Effect.DENY;
                }
                default -> {}
            }
        }
        throw new PolicyFormatException("Effect must be Allow or Deny");
    }

    private static Map<String, List<String>> principals(@Nullable Json principal) {
        if (principal == null) {
            return Map.of();
        }
        if (principal instanceof Json.Str(String text)) {
            if (text.equals("*")) {
                return Map.of("AWS", List.of("*"));
            }
            throw new PolicyFormatException("Principal must be * or an object");
        }
        Map<String, List<String>> byType = new LinkedHashMap<>();
        for (Map.Entry<String, Json> entry : object(principal, "Principal").entrySet()) {
            if (!PRINCIPAL_TYPES.contains(entry.getKey())) {
                throw new PolicyFormatException("unknown type of principal " + entry.getKey());
            }
            byType.put(entry.getKey(), strings(entry.getValue(), "Principal"));
        }
        return byType;
    }

    private static List<ConditionText> conditions(@Nullable Json block) {
        if (block == null) {
            return List.of();
        }
        List<ConditionText> conditions = new ArrayList<>();
        for (Map.Entry<String, Json> operator : object(block, "Condition").entrySet()) {
            for (Map.Entry<String, Json> key :
                    object(operator.getValue(), operator.getKey()).entrySet()) {
                conditions.add(new ConditionText(operator.getKey(), key.getKey(), values(key.getValue())));
            }
        }
        return conditions;
    }

    private static List<String> values(Json json) {
        if (json instanceof Json.Arr(List<Json> items)) {
            return items.stream().map(PolicyReader::value).toList();
        }
        return List.of(value(json));
    }

    private static String value(Json json) {
        return switch (json) {
            case Json.Str(String text) -> text;
            case Json.Num(String text) -> text;
            case Json.Bool(boolean truth) -> Boolean.toString(truth);
            default -> throw new PolicyFormatException("a condition value must be a string, number or boolean");
        };
    }

    private static List<String> strings(@Nullable Json json, String what) {
        return switch (json) {
            case null -> List.of();
            case Json.Arr(List<Json> items) ->
                items.stream().map(item -> string(item, what)).toList();
            default -> List.of(string(json, what));
        };
    }

    private static String string(Json json, String what) {
        if (json instanceof Json.Str(String text)) {
            return text;
        }
        throw new PolicyFormatException(what + " must be a string");
    }

    private static Map<String, Json> object(Json json, String what) {
        if (json instanceof Json.Obj(Map<String, Json> members)) {
            return members;
        }
        throw new PolicyFormatException(what + " must be an object");
    }

    private static void known(Map<String, Json> members, Set<String> names) {
        for (String name : members.keySet()) {
            if (!names.contains(name)) {
                throw new PolicyFormatException("unknown element " + name);
            }
        }
    }
}
