package dev.nephele.policy.naive;

import dev.nephele.policy.json.Json;
import dev.nephele.policy.json.JsonReader;
import dev.nephele.policy.json.NotJsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether statements match, from the section on elements. */
final class Matching {
    private static final ThreadLocal<Map<String, Json>> TREES = ThreadLocal.withInitial(HashMap::new);
    private static final ThreadLocal<Map<String, Pattern>> PATTERNS = ThreadLocal.withInitial(HashMap::new);
    private static final int MOST_PATTERNS = 20_000;

    /** How the allowing statements name the caller: itself or all, what is behind its session, its account. */
    record Allows(boolean direct, boolean behind, boolean account) {
        boolean any() {
            return direct || behind || account;
        }
    }

    private final Question q;
    private final Who who;
    private final Conditions conditions;

    Matching(Question q, Who who) {
        this.q = q;
        this.who = who;
        this.conditions = new Conditions(q.context());
    }

    private static List<Map<String, Json>> statements(String text) {
        Json tree = TREES.get().computeIfAbsent(text, t -> {
            try {
                return JsonReader.read(t);
            } catch (NotJsonException e) {
                throw new IllegalArgumentException(e);
            }
        });
        Json statement = NaiveEvaluator.members(tree).get("Statement");
        List<Json> all = statement instanceof Json.Arr(List<Json> items) ? items : List.of(statement);
        return all.stream().map(NaiveEvaluator::members).toList();
    }

    private static boolean variables(String text) {
        Json tree = TREES.get().get(text);
        return NaiveEvaluator.members(tree).get("Version") instanceof Json.Str(String v) && v.equals("2012-10-17");
    }

    boolean denies(List<String> policies, String type) {
        for (String text : policies) {
            for (Map<String, Json> statement : statements(text)) {
                if (effect(statement).equals("Deny")
                        && !match(text, statement, type).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    Allows allows(List<String> policies, String type) {
        boolean direct = false;
        boolean behind = false;
        boolean account = false;
        for (String text : policies) {
            for (Map<String, Json> statement : statements(text)) {
                if (effect(statement).equals("Allow")) {
                    String match = match(text, statement, type);
                    direct |= match.equals("direct");
                    behind |= match.equals("behind");
                    account |= match.equals("account");
                }
            }
        }
        return new Allows(direct, behind, account);
    }

    private static String effect(Map<String, Json> statement) {
        return ((Json.Str) statement.get("Effect")).value();
    }

    /** Empty if the statement does not match, else how it names the caller. */
    private String match(String text, Map<String, Json> statement, String type) {
        boolean variables = variables(text);
        if (!action(statement) || !resource(statement, type, variables)) {
            return "";
        }
        if (!conditions.hold(statement.get("Condition"), variables)) {
            return "";
        }
        return List.of("identity", "boundary", "session", "scp").contains(type) ? "direct" : principal(statement, type);
    }

    private boolean action(Map<String, Json> statement) {
        if (statement.containsKey("Action")) {
            return strings(statement.get("Action")).stream().anyMatch(this::action);
        }
        return statement.containsKey("NotAction")
                && strings(statement.get("NotAction")).stream().noneMatch(this::action);
    }

    private boolean action(String pattern) {
        if (pattern.equals("*") || pattern.equals("*:*")) {
            return true;
        }
        int colon = pattern.indexOf(':');
        if (colon < 0 || pattern.substring(0, colon).matches(".*[*?].*")) {
            return false;
        }
        return glob(pattern.toLowerCase(Locale.ROOT), q.action().toLowerCase(Locale.ROOT));
    }

    private boolean resource(Map<String, Json> statement, String type, boolean variables) {
        boolean not = statement.containsKey("NotResource");
        if (!not && !statement.containsKey("Resource")) {
            return List.of("trust", "resource", "endpoint").contains(type);
        }
        List<String> patterns = strings(statement.get(not ? "NotResource" : "Resource"));
        for (String pattern : patterns) {
            boolean isShort = !pattern.equals("*") && pattern.split(":", -1).length < 6;
            if (isShort && (type.equals("rcp") || type.equals("scp") && !pattern.endsWith("*"))) {
                return false;
            }
        }
        return patterns.stream().anyMatch(p -> resource(p, type, variables)) != not;
    }

    private boolean resource(String pattern, String type, boolean variables) {
        if (pattern.equals("*")) {
            return true;
        }
        if (!pattern.startsWith("arn:") || !q.resource().startsWith("arn:")) {
            return false;
        }
        List<String> parts = new ArrayList<>(List.of(pattern.split(":", 6)));
        if (parts.size() < 6
                && !pattern.contains("*")
                && List.of("resource", "key", "trust", "endpoint").contains(type)) {
            return false;
        }
        while (parts.size() < 6) {
            parts.add("*");
        }
        String[] actual = q.resource().split(":", 6);
        for (int i = 1; i < 5; i++) {
            if (!glob(parts.get(i), actual[i])) {
                return false;
            }
        }
        Optional<String> regex =
                variables ? conditions.regex(parts.get(5), true) : Optional.of(conditions.globRegex(parts.get(5)));
        return regex.isPresent() && matches(regex.get(), actual[5]);
    }

    private String principal(Map<String, Json> statement, String type) {
        if (statement.containsKey("NotPrincipal")) {
            boolean bounded = List.of("user", "role", "federated-user").contains(who.kind())
                    && q.guards().boundary().isPresent();
            boolean always = bounded && effect(statement).equals("Deny");
            return always || !exempt(statement.get("NotPrincipal")) ? "direct" : "";
        }
        if (!statement.containsKey("Principal")) {
            return type.equals("rcp") ? "direct" : "";
        }
        return principal(statement.get("Principal"));
    }

    /** Beside one of its principals an account exempts its root user only. */
    private boolean exempt(Json element) {
        String way = principal(element);
        if (!way.equals("account") || who.kind().equals("root")) {
            return !way.isEmpty();
        }
        String local = "(user|role|assumed-role|federated-user)/.*";
        String named = "arn:[^:]*:(iam|sts):[^:]*:" + who.account() + ":" + local;
        String uniqueId = "(?!\\d{12}$)[^:*]+";
        Json aws = NaiveEvaluator.members(element).get("AWS");
        return aws == null || strings(aws).stream().noneMatch(value -> value.matches(named) || value.matches(uniqueId));
    }

    private String principal(Json element) {
        if (element instanceof Json.Str) {
            return "direct";
        }
        List<String> ways = new ArrayList<>();
        for (Map.Entry<String, Json> entry : NaiveEvaluator.members(element).entrySet()) {
            for (String each : strings(entry.getValue())) {
                ways.add(principal(entry.getKey(), each));
            }
        }
        for (String way : List.of("direct", "behind", "account")) {
            if (ways.contains(way)) {
                return way;
            }
        }
        return "";
    }

    private String principal(String type, String value) {
        if (type.equals("Service")) {
            return who.kind().equals("service") && value.equals(who.name()) ? "direct" : "";
        }
        if (!type.equals("AWS")) {
            return "";
        }
        if (value.equals("*")) {
            return "direct";
        }
        if (who.account().isEmpty()) {
            return "";
        }
        if (value.equals(who.account()) || value.equals("arn:aws:iam::" + who.account() + ":root")) {
            return "account";
        }
        if (!who.kind().equals("root") && !who.kind().equals("role") && value.equals(who.arn())) {
            return "direct";
        }
        if (who.kind().equals("role")) {
            if (!who.session().isEmpty() && value.equals(who.arn())) {
                return "direct";
            }
            String prefix = "arn:aws:iam::" + who.account() + ":role/";
            String last = value.substring(value.lastIndexOf('/') + 1);
            if (value.startsWith(prefix) && last.equalsIgnoreCase(who.name())) {
                return "behind";
            }
        }
        return "";
    }

    static List<String> strings(Json json) {
        return json instanceof Json.Arr(List<Json> items)
                ? items.stream().map(i -> ((Json.Str) i).value()).toList()
                : List.of(((Json.Str) json).value());
    }

    private boolean glob(String pattern, String text) {
        return matches(conditions.globRegex(pattern), text);
    }

    static boolean matches(String regex, String text) {
        Map<String, Pattern> known = PATTERNS.get();
        if (known.size() > MOST_PATTERNS) {
            known.clear();
        }
        return known.computeIfAbsent(regex, r -> Pattern.compile(r, Pattern.DOTALL))
                .matcher(text)
                .matches();
    }
}
