package dev.nephele.policy.language;

import dev.nephele.policy.request.ConditionKey;
import dev.nephele.policy.request.Context;
import java.util.List;
import java.util.Locale;

/**
 * One (operator, key) of a statement's {@code Condition} with its values.
 *
 * <p>Source: IAM User Guide, "Conditions with multiple context keys or values" and "Set operators".
 */
public final class Condition {
    /** Over which values of a multivalued key the operator ranges. */
    private enum Quantifier {
        NONE,
        ALL,
        ANY
    }

    private static final String ALL_PREFIX = "forallvalues:";
    private static final String ANY_PREFIX = "foranyvalue:";
    private static final String IF_EXISTS = "ifexists";

    private final String name;
    private final Quantifier quantifier;
    private final Operator operator;
    private final boolean ifExists;
    private final ConditionKey key;
    private final List<String> texts;
    private final Operand[] operands;

    private Condition(
            String name,
            Quantifier quantifier,
            Operator operator,
            boolean ifExists,
            ConditionKey key,
            List<String> texts,
            boolean variables) {
        this.name = name;
        this.quantifier = quantifier;
        this.operator = operator;
        this.ifExists = ifExists;
        this.key = key;
        this.texts = List.copyOf(texts);
        this.operands = Operand.gathered(
                texts.stream().map(t -> operator.operand(t, variables)).toList());
    }

    /**
     * Compiles a condition.
     *
     * @param name the operator as written, such as {@code ForAnyValue:StringLikeIfExists}; case does not count
     * @throws PolicyFormatException if there is no such operator
     */
    static Condition of(String name, String key, List<String> values, boolean variables) {
        String rest = name.toLowerCase(Locale.ROOT);
        Quantifier quantifier = Quantifier.NONE;
        if (rest.startsWith(ALL_PREFIX)) {
            quantifier = Quantifier.ALL;
            rest = rest.substring(ALL_PREFIX.length());
        } else if (rest.startsWith(ANY_PREFIX)) {
            quantifier = Quantifier.ANY;
            rest = rest.substring(ANY_PREFIX.length());
        }
        boolean ifExists = rest.endsWith(IF_EXISTS);
        if (ifExists) {
            rest = rest.substring(0, rest.length() - IF_EXISTS.length());
        }
        Operator operator = Operator.named(rest);
        if (operator == null || operator == Operator.Null && ifExists) {
            throw new PolicyFormatException("unknown condition operator " + name);
        }
        return new Condition(name, quantifier, operator, ifExists, ConditionKey.ofPolicy(key), values, variables);
    }

    /** The operator as the policy writes it. */
    public String operator() {
        return name;
    }

    /** The condition key as the policy writes it. */
    public ConditionKey key() {
        return key;
    }

    /** The values the policy gives. */
    public List<String> values() {
        return texts;
    }

    /** Whether its operator compares dates. */
    boolean ofDates() {
        return operator.name().startsWith("Date");
    }

    /** Whether the condition holds for a request. */
    public boolean holds(Context context) {
        Object value = context.find(key);
        if (operator == Operator.Null) {
            boolean absent = value == null || value instanceof String[] many && many.length == 0;
            return compares(absent ? "true" : "false", context);
        }
        if (value == null) {
            return switch (quantifier) {
                case NONE -> ifExists || operator.negated();
                case ALL -> true;
                case ANY -> ifExists;
            };
        }
        return switch (quantifier) {
            case NONE -> value instanceof String single && compares(single, context);
            case ALL -> all(value, context);
            case ANY -> any(value, context);
        };
    }

    private boolean all(Object value, Context context) {
        if (empty(value)) {
            return true;
        }
        if (value instanceof String single) {
            return compares(single, context);
        }
        for (String each : (String[]) value) {
            if (!compares(each, context)) {
                return false;
            }
        }
        return true;
    }

    private boolean any(Object value, Context context) {
        if (empty(value)) {
            return false;
        }
        if (value instanceof String single) {
            return compares(single, context);
        }
        for (String each : (String[]) value) {
            if (compares(each, context)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a key has no value but, at most, the empty string. */
    private static boolean empty(Object value) {
        if (value instanceof String single) {
            return single.isEmpty();
        }
        for (String each : (String[]) value) {
            if (!each.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether one value of the request stands to the policy's values as the operator wants. */
    private boolean compares(String value, Context context) {
        boolean negated = operator.negated();
        for (Operand operand : operands) {
            Operand.Answer answer = operand.compare(value, context);
            if (negated ? answer != Operand.Answer.NO : answer == Operand.Answer.YES) {
                return !negated;
            }
        }
        return negated;
    }
}
