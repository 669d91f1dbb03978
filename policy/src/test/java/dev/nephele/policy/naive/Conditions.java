package dev.nephele.policy.naive;

import dev.nephele.policy.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The section on conditions and that on variables. */
final class Conditions {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern DEFAULTED = Pattern.compile("(.+?), '(.*)'");

    private static final ThreadLocal<Map<String, String>> GLOBS = ThreadLocal.withInitial(HashMap::new);

    private final Map<String, Object> context = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Conditions(Map<String, Object> keys) {
        context.putAll(keys);
    }

    boolean hold(Json block, boolean variables) {
        if (block == null) {
            return true;
        }
        for (Map.Entry<String, Json> operator : NaiveEvaluator.members(block).entrySet()) {
            for (Map.Entry<String, Json> key :
                    NaiveEvaluator.members(operator.getValue()).entrySet()) {
                if (!holds(operator.getKey(), key.getKey(), values(key.getValue()), variables)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<String> values(Json json) {
        return json instanceof Json.Arr(List<Json> items)
                ? items.stream().map(Conditions::text).toList()
                : List.of(text(json));
    }

    private static String text(Json json) {
        return switch (json) {
            case Json.Str(String value) -> value;
            case Json.Num(String value) -> value;
            case Json.Bool(boolean value) -> value ? "true" : "false";
            default -> throw new IllegalArgumentException();
        };
    }

    @SuppressWarnings("unchecked")
    private boolean holds(String written, String key, List<String> policy, boolean variables) {
        String op = written.toLowerCase(Locale.ROOT);
        boolean all = op.startsWith("forallvalues:");
        boolean any = op.startsWith("foranyvalue:");
        op = op.substring(op.indexOf(':') + 1);
        boolean ifExists = op.endsWith("ifexists");
        op = ifExists ? op.substring(0, op.length() - 8) : op;
        Object actual = context.get(key);
        if (op.equals("null")) {
            boolean absent = actual == null || actual instanceof List<?> list && list.isEmpty();
            return policy.stream().anyMatch(v -> v.equalsIgnoreCase(absent ? "true" : "false"));
        }
        boolean negated = op.contains("not");
        if (actual == null) {
            return any ? ifExists : all || ifExists || negated;
        }
        if (!all && !any) {
            return actual instanceof String single && holds(op, negated, single, policy, variables);
        }
        List<String> many = actual instanceof String single ? List.of(single) : (List<String>) actual;
        if (many.stream().allMatch(String::isEmpty)) {
            return all;
        }
        String plain = op;
        return all
                ? many.stream().allMatch(v -> holds(plain, negated, v, policy, variables))
                : many.stream().anyMatch(v -> holds(plain, negated, v, policy, variables));
    }

    private boolean holds(String op, boolean negated, String actual, List<String> policy, boolean variables) {
        return negated
                ? policy.stream()
                        .allMatch(v -> compare(op, actual, v, variables).equals("no"))
                : policy.stream()
                        .anyMatch(v -> compare(op, actual, v, variables).equals("yes"));
    }

    private static String said(boolean yes) {
        return yes ? "yes" : "no";
    }

    /** yes, no or malformed. */
    private String compare(String op, String actual, String policy, boolean variables) {
        if (op.startsWith("string")) {
            boolean like = op.endsWith("like");
            Optional<String> regex =
                    variables ? regex(policy, like) : Optional.of(like ? globRegex(policy) : Pattern.quote(policy));
            String flags = op.endsWith("ignorecase") ? "(?iu)" : "";
            return said(regex.isPresent() && Matching.matches(flags + regex.get(), actual));
        }
        if (op.startsWith("arn")) {
            return arn(actual, policy, variables);
        }
        try {
            if (op.startsWith("numeric")) {
                return said(ordered(op.substring(7), new BigDecimal(actual).compareTo(new BigDecimal(policy))));
            }
            if (op.startsWith("date")) {
                return said(ordered(op.substring(4), instant(actual).compareTo(instant(policy))));
            }
            if (op.equals("bool")) {
                return bool(actual, policy, variables);
            }
            if (op.equals("binaryequals")) {
                return said(java.util.Arrays.equals(
                        Base64.getDecoder().decode(actual), Base64.getDecoder().decode(policy)));
            }
            return said(inRange(actual, policy));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return "malformed";
        }
    }

    private String bool(String actual, String policy, boolean variables) {
        boolean sense = actual.equalsIgnoreCase("true") || actual.equalsIgnoreCase("false");
        Optional<String> regex = variables ? regex(policy, false) : Optional.of(Pattern.quote(policy));
        return sense ? said(regex.isPresent() && Matching.matches("(?iu)" + regex.get(), actual)) : "malformed";
    }

    private static boolean ordered(String op, int order) {
        return switch (op) {
            case "equals", "notequals" -> order == 0;
            case "lessthan" -> order < 0;
            case "lessthanequals" -> order <= 0;
            case "greaterthan" -> order > 0;
            case "greaterthanequals" -> order >= 0;
            default -> throw new AssertionError(op);
        };
    }

    private static Instant instant(String text) {
        if (text.matches("\\d{1,3}|\\d{5,12}")) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return OffsetDateTime.parse(text).toInstant();
    }

    private static boolean inRange(String address, String range) {
        String[] cut = range.split("/", 2);
        byte[] base = bytes(cut[0]);
        byte[] actual = bytes(address);
        int most = base.length * 8;
        int bits = cut.length == 1 ? most : Integer.parseInt(cut[1]);
        if (bits > most || bits < 0) {
            throw new IllegalArgumentException(range);
        }
        return base.length == actual.length
                && new BigInteger(1, base)
                        .shiftRight(most - bits)
                        .equals(new BigInteger(1, actual).shiftRight(most - bits));
    }

    private static byte[] bytes(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException(text);
        }
        return InetAddress.ofLiteral(text).getAddress();
    }

    private String arn(String actual, String policy, boolean variables) {
        String[] parts = actual.split(":", 6);
        if (parts.length < 6 || !actual.startsWith("arn:")) {
            return "malformed";
        }
        // Substituted text may hold colons, so colons are looked for in what substitution yields.
        Optional<List<String>> atoms = variables ? atoms(policy, true) : Optional.of(plainAtoms(policy));
        if (atoms.isEmpty()) {
            return "no";
        }
        StringBuilder[] regex = new StringBuilder[6];
        java.util.Arrays.setAll(regex, i -> new StringBuilder());
        int part = 0;
        for (String atom : atoms.get()) {
            if (atom.equals(":") && part < 5) {
                part++;
            } else {
                regex[part].append(atom);
            }
        }
        if (part < 5) {
            return "malformed";
        }
        for (int i = 0; i < 6; i++) {
            if (!Matching.matches(regex[i].toString(), parts[i])) {
                return "no";
            }
        }
        return "yes";
    }

    String globRegex(String glob) {
        return GLOBS.get().computeIfAbsent(glob, g -> String.join("", plainAtoms(g)));
    }

    private static String quoted(int c) {
        String one = String.valueOf((char) c);
        return Character.isLetterOrDigit(c) || c == ':' || c == '/' || c == '-' ? one : Pattern.quote(one);
    }

    private static List<String> plainAtoms(String glob) {
        return glob.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : quoted(c))
                .toList();
    }

    /** The regular expression of a text with variables; empty if one has no value. */
    Optional<String> regex(String text, boolean wildcards) {
        return atoms(text, wildcards).map(a -> String.join("", a));
    }

    private Optional<List<String>> atoms(String text, boolean wildcards) {
        List<String> atoms = new java.util.ArrayList<>();
        Matcher matcher = VARIABLE.matcher(text);
        int at = 0;
        while (matcher.find()) {
            add(atoms, text.substring(at, matcher.start()), wildcards);
            at = matcher.end();
            String inner = matcher.group(1);
            if (inner.equals("*") || inner.equals("?") || inner.equals("$")) {
                add(atoms, inner, false);
                continue;
            }
            Matcher defaulted = DEFAULTED.matcher(inner);
            boolean hasDefault = defaulted.matches();
            Object value = context.get(hasDefault ? defaulted.group(1) : inner);
            if (value == null && hasDefault) {
                value = defaulted.group(2);
            }
            if (!(value instanceof String single)) {
                return Optional.empty();
            }
            add(atoms, single, false);
        }
        add(atoms, text.substring(at), wildcards);
        return Optional.of(atoms);
    }

    private static void add(List<String> atoms, String text, boolean wildcards) {
        if (wildcards) {
            atoms.addAll(plainAtoms(text));
        } else {
            text.chars().forEach(c -> atoms.add(quoted(c)));
        }
    }
}
