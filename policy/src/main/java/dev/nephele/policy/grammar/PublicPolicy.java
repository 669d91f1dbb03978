package dev.nephele.policy.grammar;

import dev.nephele.policy.grammar.Elements.Part;
import dev.nephele.policy.json.Json;
import dev.nephele.policy.json.JsonReader;
import dev.nephele.policy.json.NotJsonException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether a bucket policy is public: whether a statement allows everybody, and no condition holds it to fixed callers
 * or places (S3 User Guide, "The meaning of public").
 */
public final class PublicPolicy {
    /** Keys that, held to fixed values, make a statement not public. */
    private static final Set<String> FIXING = Set.of(
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceaccount",
            "aws:sourceowner",
            "aws:userid",
            "aws:principalorgid",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:sourceip",
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount");

    private static final Set<String> OPERATORS =
            Set.of("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress");
    private static final int WIDEST_IPV4 = 8;
    private static final int WIDEST_IPV6 = 32;

    private PublicPolicy() {}

    /** A document that breaks the grammar allows nobody. */
    public static boolean isPublic(String document) {
        try {
            return Elements.of(JsonReader.read(document))
                    .map(elements -> elements.statements().stream().anyMatch(PublicPolicy::isPublic))
                    .orElse(false);
        } catch (NotJsonException e) {
            return false;
        }
    }

    private static boolean isPublic(Part statement) {
        if (!statement.text("Effect").orElse("").equals("Allow")) {
            return false;
        }
        boolean everybody = statement.has("NotPrincipal")
                || statement.principals().values().stream()
                        .flatMap(List::stream)
                        .anyMatch("*"::equals);
        return everybody && !isFixed(statement);
    }

    private static boolean isFixed(Part statement) {
        if (!(statement.members().get("Condition") instanceof Json.Obj block)) {
            return false;
        }
        for (Map.Entry<String, Json> operator : block.members().entrySet()) {
            String name = operator.getKey()
                    .toLowerCase(Locale.ROOT)
                    .replace("forallvalues:", "")
                    .replace("foranyvalue:", "");
            if (OPERATORS.contains(name) && operator.getValue() instanceof Json.Obj keys) {
                for (Map.Entry<String, Json> key : keys.members().entrySet()) {
                    if (FIXING.contains(key.getKey().toLowerCase(Locale.ROOT))
                            && Elements.strings(key.getValue()).stream().allMatch(PublicPolicy::isNarrow)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** A value without wildcards or variables, and no range of addresses that is too wide. */
    private static boolean isNarrow(String value) {
        if (value.contains("*") || value.contains("?") || value.contains("${")) {
            return value.startsWith("arn:")
                    && !value.contains("${")
                    && !value.split(":", 6)[4].contains("*")
                    && !value.split(":", 6)[4].isEmpty();
        }
        int slash = value.indexOf('/');
        if (value.startsWith("arn:") || slash < 0) {
            return true;
        }
        String bits = value.substring(slash + 1);
        int widest = value.contains(":") ? WIDEST_IPV6 : WIDEST_IPV4;
        return bits.matches("\\d{1,3}") && Integer.parseInt(bits) >= widest;
    }
}
